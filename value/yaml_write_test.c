#include "value/yaml_write.h"

#include "value/native.h"
#include "value/write_test.h"

#include <math.h>

/* Which quotes a string gets. */
static const struct write_case styles[] = {
    {"\"\"", "\"\"\n"},
    {"\"a\"", "a\n"},
    {"\"true\"", "\"true\"\n"},
    {"\"y\"", "\"y\"\n"},
    {"\"no\"", "\"no\"\n"},
    {"\"Off\"", "\"Off\"\n"},
    {"\"~\"", "\"~\"\n"},
    {"\"null\"", "\"null\"\n"},
    {"\"tRUE\"", "tRUE\n"},
    {"\"nULL\"", "nULL\n"},
    {"\"None\"", "None\n"},
    {"\"1\"", "\"1\"\n"},
    {"\"-1\"", "\"-1\"\n"},
    {"\"01\"", "\"01\"\n"},
    {"\"08\"", "\"08\"\n"},
    {"\"1.5\"", "\"1.5\"\n"},
    {"\".5\"", "\".5\"\n"},
    {"\"1.\"", "\"1.\"\n"},
    {"\"1e3\"", "\"1e3\"\n"},
    {"\"0x1F\"", "\"0x1F\"\n"},
    {"\"0o17\"", "\"0o17\"\n"},
    {"\"1_000\"", "\"1_000\"\n"},
    {"\"1_\"", "\"1_\"\n"},
    {"\"+.5\"", "\"+.5\"\n"},
    {"\"1e\"", "1e\n"},
    {"\"0xg\"", "0xg\n"},
    {"\"_1\"", "_1\n"},
    {"\"1,000\"", "1,000\n"},
    {"\"1-2\"", "1-2\n"},
    {"\"1.2.3\"", "1.2.3\n"},
    {"\"v1\"", "v1\n"},
    {"\"+\"", "+\n"},
    {"\"1e400\"", "1e400\n"},
    {"\".\"", ".\n"},
    {"\"..\"", "..\n"},
    {"\"1:30\"", "\"1:30\"\n"},
    {"\"190:20:30.15\"", "\"190:20:30.15\"\n"},
    {"\"1:99\"", "1:99\n"},
    {"\"-1:3\"", "\"-1:3\"\n"},
    {"\"1:2:\"", "'1:2:'\n"},
    {"\"12:3._\"", "\"12:3._\"\n"},
    {"\".inf\"", "\".inf\"\n"},
    {"\"-.inf\"", "\"-.inf\"\n"},
    {"\".nan\"", "\".nan\"\n"},
    {"\"inf\"", "inf\n"},
    {"\"2001-12-14\"", "\"2001-12-14\"\n"},
    {"\"2001-12-14T21:59:43Z\"", "\"2001-12-14T21:59:43Z\"\n"},
    {"\"2001-13-45\"", "2001-13-45\n"},
    {"\"123456789012345678901234567890\"", "\"123456789012345678901234567890\"\n"},
    {"\"<<\"", "<<\n"},
    {"\"=\"", "=\n"},
    {"\"-\"", "'-'\n"},
    {"\"---\"", "'---'\n"},
    {"\"...\"", "'...'\n"},
    {"\"---a\"", "'---a'\n"},
    {"\"- a\"", "'- a'\n"},
    {"\"? a\"", "'? a'\n"},
    {"\"?\"", "'?'\n"},
    {"\"?a\"", "?a\n"},
    {"\"-a\"", "-a\n"},
    {"\": a\"", "': a'\n"},
    {"\":\"", "':'\n"},
    {"\":a\"", ":a\n"},
    {"\"--\"", "--\n"},
    {"\"a: b\"", "'a: b'\n"},
    {"\"a:\"", "'a:'\n"},
    {"\"# a\"", "'# a'\n"},
    {"\"a #b\"", "'a #b'\n"},
    {"\"a:b\"", "a:b\n"},
    {"\"a# b\"", "a# b\n"},
    {"\"a :b\"", "a :b\n"},
    {"\"!a\"", "'!a'\n"},
    {"\"&a\"", "'&a'\n"},
    {"\"*a\"", "'*a'\n"},
    {"\"|a\"", "'|a'\n"},
    {"\">a\"", "'>a'\n"},
    {"\"%a\"", "'%a'\n"},
    {"\"@a\"", "'@a'\n"},
    {"\"`a\"", "'`a'\n"},
    {"\"[a\"", "'[a'\n"},
    {"\"{a\"", "'{a'\n"},
    {"\"]\"", "']'\n"},
    {"\"}\"", "'}'\n"},
    {"\",\"", "','\n"},
    {"\"'x\"", "'''x'\n"},
    {"\"\\\"x\"", "'\"x'\n"},
    {"\"'\"", "''''\n"},
    {"\"a'b\"", "a'b\n"},
    {"\"a\\\"b\"", "a\"b\n"},
    {"\"a\\\\b\"", "a\\b\n"},
    {"\"a,b\"", "a,b\n"},
    {"\"a{b\"", "a{b\n"},
    {"\"{{ x }}\"", "'{{ x }}'\n"},
    {"\" a\"", "' a'\n"},
    {"\"a \"", "'a '\n"},
    {"\" \"", "' '\n"},
    {"\"  \"", "'  '\n"},
    {"\"a\\tb\"", "\"a\\tb\"\n"},
    {"\"\\t\"", "\"\\t\"\n"},
    {"\"a\\rb\"", "\"a\\rb\"\n"},
    {"\"\\u001b\"", "\"\\e\"\n"},
    {"\"\\u0000\"", "\"\\0\"\n"},
    {"\"\\u0007\"", "\"\\a\"\n"},
    {"\"\\u0001\"", "\"\\x01\"\n"},
    {"\"\\ud83d\\ude00\"", "\"\\U0001F600\"\n"},
    {"\"\\u00e9\\u4e16\\u00a0\\u200b\\ufffd\"",
     "\xc3\xa9\xe4\xb8\x96\xc2\xa0\xe2\x80\x8b\xef\xbf\xbd\n"},
    {"\"\\ufeff\"", "\"\\uFEFF\"\n"},
    {"\"\\ufeffa b\"", "\"\\uFEFF\\x61\\x20\\x62\"\n"},
    {"\"a\\nb\"", "|-\n  a\n  b\n"},
    {"\"a\\n\"", "|\n  a\n"},
    {"\"a\\n\\n\"", "|+\n  a\n\n"},
    {"\"\\n\"", "|2+\n\n"},
    {"\"\\n\\n\"", "|2+\n\n\n"},
    {"\"\\na\"", "|2-\n\n  a\n"},
    {"\" a\\nb\"", "|2-\n   a\n  b\n"},
    {"\"a \\nb\"", "\"a \\nb\"\n"},
    {"\"a\\nb \"", "\"a\\nb \"\n"},
    {"\"a\\n \"", "\"a\\n \"\n"},
    {"\"a\\n b\"", "|-\n  a\n   b\n"},
    {"\"a\\n\\tb\"", "\"a\\n\\tb\"\n"},
    {"\"a\\n\\ud83d\\ude00\"", "\"a\\n\\U0001F600\"\n"},
    {"\"a\\r\\nb\"", "\"a\\r\\nb\"\n"},
    {"\"a\\u2028b\"", "'a\xe2\x80\xa8  b'\n"},
    {"\"a\\u2028\"", "'a\xe2\x80\xa8'\n"},
    {"\"a\\u2028\\u2029b\"", "'a\xe2\x80\xa8\xe2\x80\xa9  b'\n"},
    {"\"\\u2028a\"", "'\xe2\x80\xa8  a'\n"},
    {"\"a\\n\\u2028b\"", "|-\n  a\n\xe2\x80\xa8  b\n"},
};

/* Layout and explicit keys. */
static const struct write_case trees[] = {
    {"null", "null\n"},
    {"true", "true\n"},
    {"0", "0\n"},
    {"[]", "[]\n"},
    {"{}", "{}\n"},
    {"[1, [2, [3]], []]", "- 1\n- - 2\n  - - 3\n- []\n"},
    {"{\"a\": [1, {\"b\": 2, \"c\": [3]}]}", "a:\n- 1\n- b: 2\n  c:\n  - 3\n"},
    {"{\"a\": {\"b\": {\"c\": {}}}, \"d\": [[]]}", "a:\n  b:\n    c: {}\nd:\n- []\n"},
    {"[[1, 2], [[3]]]", "- - 1\n  - 2\n- - - 3\n"},
    {"[{\"a\": 1, \"b\": 2}, {\"c\": []}]", "- a: 1\n  b: 2\n- c: []\n"},
    {"{\"a\": \"x\\ny\\n\", \"b\": [\"x\\ny\"], \"c\": {\"d\": \"x\\n\\n\"}}",
     "a: |\n  x\n  y\nb:\n- |-\n  x\n  y\nc:\n  d: |+\n    x\n\n"},
    {"{\"true\": 1, \"1\": 2, \"\": 3, \"a b\": 4, \"a: b\": 5, \"'\": 6}",
     "\"\": 3\n'''': 6\n\"1\": 2\na b: 4\n'a: b': 5\n\"true\": 1\n"},
    {"{\"k\\nl\": 1, \"m\": 2}", "? |-\n  k\n  l\n: 1\nm: 2\n"},
    {"{\"k\\nl\": [1, 2], \"m\\nn\": {\"a\": 1, \"b\": 2}, \"o\\np\": \"q\\nr\"}",
     "? |-\n  k\n  l\n: - 1\n  - 2\n? |-\n  m\n"
     "  n\n: a: 1\n  b: 2\n? |-\n  o\n  p\n: |-\n"
     "  q\n  r\n"},
    {"{\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
     "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\": 1, \"yyyyyyyyyyyyyyyyyyyyyyyyyyyy"
     "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy"
     "yyyyyyyyyyyyyyyyy\": 2, \"zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"
     "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz\": [1]}",
     "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
     "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx: 1\n"
     "? yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy"
     "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\n"
     ": 2\n? zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"
     "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz\n"
     ": - 1\n"},
    {"{\"v10\": 1, \"v9\": 2, \"v1\": 4, \"10\": 5, \"9\": 6}",
     "\"9\": 6\n\"10\": 5\nv1: 4\nv9: 2\nv10: 1\n"},
};

/* Lines beyond 80 columns. */
static const struct write_case folds[] = {
    {"\"lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsu"
     "m dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor\"",
     "lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum\n"
     "  dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor\n"},
    {"{\"k\": \"lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lo"
     "rem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor\"}",
     "k: lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ips"
     "um\n  dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor\n"},
    {"{\"k\": [\"lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor l"
     "orem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor\"]}",
     "k:\n- lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem "
     "ipsum\n  dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor\n"},
    {"[[\"lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ip"
     "sum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor\"]]",
     "- - lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem\n"
     "    ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor\n"},
    {"{\"k\": \"lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lo"
     "rem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor it's: x\"}",
     "k: 'lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem\n"
     "  ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor it''s: x'\n"},
    {"{\"k\": \"lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lo"
     "rem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor\\t x\"}",
     "k: \"lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem\n"
     "  ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor\\t x\"\n"},
    {"{\"k\": \"  lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor "
     "lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor\"}",
     "k: '  lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem\n"
     "  ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor'\n"},
    {"{\"k\": \"lorem  ipsum  dolor  lorem  ipsum  dolor  lorem  ipsum  dolor  lorem  ipsu"
     "m  dolor  lorem  ipsum  dolor  lorem  ipsum  dolor  lorem  ipsum  dolor  lorem  ipsu"
     "m  dolor\"}",
     "k: lorem  ipsum  dolor  lorem  ipsum  dolor  lorem  ipsum  dolor  lorem  ipsum  dolo"
     "r  lorem  ipsum  dolor  lorem  ipsum  dolor  lorem  ipsum  dolor  lorem  ipsum  dolo"
     "r\n"},
    {"{\"k\": \"lorem  ipsum  dolor  lorem  ipsum  dolor  lorem  ipsum  dolor  lorem  ipsu"
     "m  dolor  lorem  ipsum  dolor  lorem  ipsum  dolor  lorem  ipsum  dolor  lorem  ipsu"
     "m  dolor\\t\"}",
     "k: \"lorem  ipsum  dolor  lorem  ipsum  dolor  lorem  ipsum  dolor  lorem  ipsum  do"
     "lor\n  \\ lorem  ipsum  dolor  lorem  ipsum  dolor  lorem  ipsum  dolor  lorem  ipsu"
     "m  dolor\\t\"\n"},
    {"{\"lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ips"
     "um dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor\": 1}",
     "? lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsu"
     "m\n  dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor\n"
     ": 1\n"},
    {"{\"k\": \"\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u0"
     "0e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u0"
     "0e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u0"
     "0e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u0"
     "0e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u0"
     "0e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9 bcd"
     "ef ghij klm\"}",
     "k: \xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3"
     "\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9"
     "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3"
     "\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9"
     "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3"
     "\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9"
     "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9 bcdef ghij\n"
     "  klm\n"},
    {"{\"k\": \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
     "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
     "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx y z\"}",
     "k: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
     "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
     "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n  y z\n"},
    {"{\"k\": \"lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lo"
     "rem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor\\u2028lorem ip"
     "sum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lo"
     "rem ipsum dolor lorem ipsum dolor lorem ipsum dolor\"}",
     "k: 'lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem\n"
     "  ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor\xe2\x80\xa8  lor"
     "em ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum\n"
     "  dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor'\n"},
    {"{\"a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a"
     " a a a a a a a a a a a a a a a a a a a a a a a a a a a a a b\": \"x\"}",
     "? a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a\n"
     "  a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a b\n"
     ": x\n"},
    {"[\"lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ips"
     "um dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor\\\"\\\\ \\u00e9\\ud83"
     "d\\ude00 x y\"]",
     "- \"lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ip"
     "sum\n  dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor\\\"\\\\ \xc3\xa9\\"
     "U0001F600 x y\"\n"},
};

/* What the way through JSON does to strings. */
static const struct write_case detours[] = {
    {"\"a\\u007fb\"", "!yaml: control characters are not allowed"},
    {"\"\\u0080\"", "!yaml: control characters are not allowed"},
    {"\"a\\u0085b\"", "a b\n"},
    {"\"a \\u0085\\u0085 b\"", "|-\n  a\n  b\n"},
    {"\"a\\u0085--- b\"", "!yaml: line 2: found unexpected document indicator"},
    {"{\"\\u0085\": 1}", "!yaml: line 1: did not find expected ',' or '}'"},
    {"{\"\\u007f\": 1}", "!yaml: control characters are not allowed"},
    {"\"\\ufffe\"", "!yaml: control characters are not allowed"},
    {"{\"kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
     "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
     "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
     "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
     "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
     "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
     "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
     "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
     "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
     "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
     "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
     "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
     "kkkkkkkkkkkkkkkkk\": 1}",
     "? kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
     "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
     "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
     "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
     "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
     "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
     "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
     "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
     "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
     "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
     "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
     "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
     "kkkkkkkkkkkkkkkk\n: 1\n"},
    {"{\"kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
     "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
     "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
     "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
     "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
     "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
     "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
     "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
     "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
     "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
     "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
     "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
     "kkkkkkkkkkkkkkkkkk\": 1}",
     "!yaml: did not find expected ',' or '}'"},
    {"{\"<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<"
     "<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<"
     "<<<<<\": 1}",
     "? <<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<"
     "<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<"
     "<<<<\n: 1\n"},
    {"{\"<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<"
     "<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<"
     "<<<<<<\": 1}",
     "!yaml: did not find expected ',' or '}'"},
    {"[\"\\uffff\"]", "!yaml: control characters are not allowed"},
};

static const struct write_case numbers[] = {
    {"1000000.0", "1000000\n"},
    {"1e+20", "1e+20\n"},
    {"1e+19", "10000000000000000000\n"},
    {"1e+21", "1e+21\n"},
    {"1e-05", "1e-05\n"},
    {"1e-07", "1e-07\n"},
    {"0.1", "0.1\n"},
    {"1234567.891", "1.234567891e+06\n"},
    {"9007199254740992.0", "9007199254740992\n"},
    {"1000000000000000.0", "1000000000000000\n"},
    {"-1e+300", "-1e+300\n"},
    {"1.2345678901234568e+17", "123456789012345680\n"},
    {"-9.3e+18", "-9.3e+18\n"},
    {"0.5", "0.5\n"},
    {"-0.0", "0\n"},
};

static const struct write_case pretty_styles[] = {
    {"\"a\\u007fb\"", "\"a\\x7Fb\"\n"},
    {"\"\\u0085\"", "\"\\N\"\n"},
    {"\"a\\n\\tb\"", "|-\n  a\n  \x09"
                     "b\n"},
    {"\"\\ta\\nb\"", "|-\n  \x09"
                     "a\n  b\n"},
    {"\"\\t\"", "\"\\t\"\n"},
    {"\"y\"", "\"y\"\n"},
    {"\"yes\"", "\"yes\"\n"},
    {"\"off\"", "\"off\"\n"},
    {"\"<<\"", "<<\n"},
    {"\"0o-7\"", "\"0o-7\"\n"},
    {"\"1:30\"", "\"1:30\"\n"},
    {"\"2001-12-14\"", "\"2001-12-14\"\n"},
    {"\"a\\u2028b\"", "'a\xe2\x80\xa8  b'\n"},
    {"\"\\u0080\\ud83d\\ude00\"", "\"\\x80\\U0001F600\"\n"},
    {"\"a\\n\\tb \"", "\"a\\n\\tb \"\n"},
    {"\"a \\n\\t\"", "\"a \\n\\t\"\n"},
};

static const struct write_case pretty_trees[] = {
    {"null", "null\n"},
    {"[]", "[]\n"},
    {"{}", "{}\n"},
    {"[1, [2, [3]], []]", "- 1\n- - 2\n  - - 3\n- []\n"},
    {"{\"a\": [1, {\"b\": 2, \"c\": [3]}]}", "a:\n  - 1\n  - b: 2\n    c:\n      - 3\n"},
    {"{\"a\": {\"b\": {\"c\": {}}}, \"d\": [[]]}", "a:\n  b:\n    c: {}\nd:\n  - []\n"},
    {"[[1, 2], [[3]]]", "- - 1\n  - 2\n- - - 3\n"},
    {"{\"k\": \"lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lo"
     "rem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor\"}",
     "k: lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ips"
     "um dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor\n"},
    {"{\"k\": \"lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lo"
     "rem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor: x\"}",
     "k: 'lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ip"
     "sum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor: x'\n"},
    {"{\"k\\nl\": [1, 2], \"m\\nn\": {\"a\": 1, \"b\": 2}}",
     "? |-\n  k\n  l\n: - 1\n  - 2\n? |-\n  m\n  n\n: a: 1\n  b: 2\n"},
    {"{\"v1\": 1, \"v1-x\": 2, \"v1beta1\": 3}", "v1: 1\nv1beta1: 3\nv1-x: 2\n"},
    {"{\"lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ips"
     "um dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor\\u2028\": \"lorem ips"
     "um dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lor"
     "em ipsum dolor lorem ipsum dolor lorem ipsum dolor\\u2028lorem ipsum dolor lorem ips"
     "um dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lor"
     "em ipsum dolor lorem ipsum dolor\"}",
     "? 'lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ips"
     "um dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor\xe2\x80\xa8'\n"
     ": 'lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ips"
     "um dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor\xe2\x80\xa8  lorem ip"
     "sum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lorem ipsum dolor lo"
     "rem ipsum dolor lorem ipsum dolor lorem ipsum dolor'\n"},
};

static const struct write_case pretty_numbers[] = {
    {"1000000.0", "1e+06\n"},
    {"1e+20", "1e+20\n"},
    {"1e+19", "1e+19\n"},
    {"1e+21", "1e+21\n"},
    {"1e-05", "1e-05\n"},
    {"1e-07", "1e-07\n"},
    {"0.1", "0.1\n"},
    {"1234567.891", "1.234567891e+06\n"},
    {"9007199254740992.0", "9.007199254740992e+15\n"},
    {"1000000000000000.0", "1e+15\n"},
    {"-1e+300", "-1e+300\n"},
    {"1.2345678901234568e+17", "1.2345678901234568e+17\n"},
    {"-9.3e+18", "-9.3e+18\n"},
    {"0.5", "0.5\n"},
    {"-0.0", "-0\n"},
};

static void test_yaml(void **state)
{
    (void)state;
    WRITE_CHECK_ALL(yaml_write, styles);
    WRITE_CHECK_ALL(yaml_write, trees);
    WRITE_CHECK_ALL(yaml_write, folds);
    WRITE_CHECK_ALL(yaml_write, detours);
    WRITE_CHECK_ALL(yaml_write, numbers);
}

/* yaml_write by yaml_write_indented, whose blanks must be there and are taken away again. */
static bool write_by_indented(struct buf *out, val v, str *ret_error)
{
    enum { BLANKS = 3 };
    struct buf b;
    buf_init(&b, out->arena);
    buf_put_str(&b, STR("behind other text "));
    size_t start = b.len;
    yaml_write_indented(&b, out->arena, v, BLANKS);
    if (b.len == start)
        return yaml_write(out, v, ret_error);
    for (size_t i = start; i < b.len; i++) {
        buf_put_char(out, b.s[i]);
        if (b.s[i] != '\n')
            continue;
        assert_true(i + BLANKS < b.len);
        assert_memory_equal(b.s + i + 1, "   ", BLANKS);
        i += BLANKS;
    }
    buf_put_char(out, '\n');
    return true;
}

static void test_indented(void **state)
{
    (void)state;
    WRITE_CHECK_ALL(write_by_indented, styles);
    WRITE_CHECK_ALL(write_by_indented, trees);
    WRITE_CHECK_ALL(write_by_indented, folds);
    WRITE_CHECK_ALL(write_by_indented, detours);
    WRITE_CHECK_ALL(write_by_indented, numbers);
}

static void test_pretty(void **state)
{
    (void)state;
    WRITE_CHECK_ALL(yaml_write_pretty, pretty_styles);
    WRITE_CHECK_ALL(yaml_write_pretty, pretty_trees);
    WRITE_CHECK_ALL(yaml_write_pretty, pretty_numbers);
}

static void test_go_values(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    struct gotime t = gotime_date(2020, 1, 2, 0, 0, 0, 0, NULL);
    write_check_value(yaml_write, val_nil(), "null\n", &a);
    write_check_value(yaml_write, val_map(NULL), "null\n", &a);
    write_check_value(yaml_write, val_int(INT64_MIN), "-9223372036854775808\n", &a);
    write_check_value(yaml_write, val_bytes(STR("hi!")), "aGkh\n", &a);
    write_check_value(yaml_write, val_str(STR("\xff")), "\xef\xbf\xbd\n", &a);
    write_check_value(yaml_write, native_time(&a, &t), "\"2020-01-02T00:00:00Z\"\n", &a);
    write_check_value(yaml_write, native_duration(1500), "1500\n", &a);
    write_check_value(yaml_write, native_certificate(&a, STR("c\n"), STR("y")),
                      "Cert: |\n  c\nKey: \"y\"\n", &a);
    write_check_value(yaml_write_pretty, val_map(NULL), "{}\n", &a);
    write_check_value(yaml_write_pretty, val_list(NULL), "[]\n", &a);
    write_check_value(yaml_write_pretty, val_bytes(STR("hi")), "- 104\n- 105\n", &a);
    write_check_value(yaml_write_pretty, native_time(&a, &t), "2020-01-02T00:00:00Z\n", &a);
    write_check_value(yaml_write_pretty, native_duration(1500), "1.5\xc2\xb5s\n", &a);
    write_check_value(yaml_write_pretty, native_certificate(&a, STR("c"), STR("k")),
                      "cert: c\nkey: k\n", &a);
    write_check_value(yaml_write_pretty, val_float(-(double)INFINITY), "-.inf\n", &a);
    arena_done(&a);
}

/* Bytes that are not UTF-8: keys that become equal, and v3's !!binary. */
static void test_bad_bytes(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    struct map *m = map_new(&a, 2);
    map_set(m, STR("\xff"), val_int(1));
    map_set(m, STR("\xfe"), val_int(2));
    write_check_value(yaml_write, val_map(m), "\xef\xbf\xbd: 1\n", &a);
    map_remove(m, STR("\xfe"));
    write_check_value(yaml_write_pretty, val_map(m), "!!binary /w==: 1\n", &a);
    str text = STR("\xff                                                     ");
    write_check_value(yaml_write_pretty, val_str(text),
                      "!!binary |\n"
                      "  /yAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIC\n"
                      "  Ag\n",
                      &a);
    arena_done(&a);
}

static void test_errors(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    write_check_value(yaml_write, val_float((double)NAN),
                      "!error marshaling into JSON: json: unsupported value: NaN", &a);
    write_check_value(yaml_write, write_cycle(&a),
                      "!error marshaling into JSON: json: unsupported value: "
                      "encountered a cycle via map[string]interface {}",
                      &a);
    write_check_value(yaml_write_pretty, val_complex(&a, 0, 1), "!cannot marshal type: complex128",
                      &a);
    write_check_value(yaml_write_pretty, write_cycle(&a),
                      "!encountered a cycle via map[string]interface {}", &a);
    arena_done(&a);
}

static void test_depth(void **state)
{
    (void)state;
    struct arena a;
    struct buf b;
    str error;
    arena_init(&a, NULL);
    buf_init(&b, &a);
    assert_true(yaml_write(&b, write_nested(&a, 10000), &error));
    assert_false(yaml_write(&b, write_nested(&a, 10001), &error));
    assert_true(str_eq(error, STR("yaml: exceeded max depth of 10000")));
    assert_true(yaml_write_pretty(&b, write_nested(&a, 20000), &error));
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_yaml),      cmocka_unit_test(test_indented),
        cmocka_unit_test(test_pretty),    cmocka_unit_test(test_go_values),
        cmocka_unit_test(test_bad_bytes), cmocka_unit_test(test_errors),
        cmocka_unit_test(test_depth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
