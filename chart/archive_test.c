#include "chart/archive.h"

#include "chart/fixture_test.h"

#include <string.h>
#include <zlib.h>

/* A tar file in the making. */
static void put_header(struct buf *tar, const char *name, size_t size, char type)
{
    char block[512] = {0};
    unsigned sum = 0;
    memcpy(block, name, strlen(name));
    memcpy(block + 257, "ustar\00000", 8);
    block[156] = type;
    for (size_t i = 0; i < 11; i++)
        block[124 + i] = (char)('0' + (size >> (3 * (10 - i)) & 7));
    memset(block + 148, ' ', 8);
    for (size_t i = 0; i < sizeof block; i++)
        sum += (unsigned char)block[i];
    for (size_t i = 0; i < 6; i++)
        block[148 + i] = (char)('0' + (sum >> (3 * (5 - i)) & 7));
    buf_put(tar, block, sizeof block);
}

static void put_file(struct buf *tar, const char *name, str data, char type)
{
    put_header(tar, name, data.len, type);
    buf_put_str(tar, data);
    buf_put_fill(tar, '\0', (512 - data.len % 512) % 512);
}

static str pack(struct arena *a, str text)
{
    z_stream z = {0};
    struct buf out;
    buf_init(&out, a);
    assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY), Z_OK);
    size_t bound = deflateBound(&z, text.len);
    char *in = arena_bytes(a, text.len + 1);
    memcpy(in, text.s, text.len);
    z.next_in = (Bytef *)in;
    z.avail_in = (uInt)text.len;
    z.next_out = (Bytef *)buf_reserve(&out, bound);
    z.avail_out = (uInt)bound;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    out.len = z.total_out;
    deflateEnd(&z);
    return buf_str(&out);
}

static void test_files(void **state)
{
    (void)state;
    struct fixture f;
    struct buf tar;
    struct chart_files files;
    str error = STR("");
    fixture_init(&f);
    buf_init(&tar, &f.a);
    /* A record that is cut short makes the header invalid. */
    put_file(&tar, "x", STR("25 path=top/longer/name\n"), 'x');
    put_file(&tar, "top/short", STR(""), '0');
    assert_false(archive_read(&f.a, pack(&f.a, buf_str(&tar)), &files, &error));
    fixture_check(error, "archive/tar: invalid tar header");
    tar.len = 0;
    put_file(&tar, "pax", STR("17 comment=hello\n"), 'g');
    put_file(&tar, "top/", STR(""), '5');
    put_file(&tar, "top/Chart.yaml", STR("\xEF\xBB\xBFname: c"), '0');
    put_file(&tar, "top/./a//b.txt", STR("x"), '0');
    put_file(&tar, "x", STR("24 path=top/longer/name\n"), 'x');
    put_file(&tar, "top/short", STR(""), '0');
    put_file(&tar, "././@LongLink", STR("top/gnu\0"), 'L');
    put_file(&tar, "top/short", STR("z"), '0');
    put_file(&tar, "other\\win\\f", STR("w"), '0');
    assert_true(archive_read(&f.a, pack(&f.a, buf_str(&tar)), &files, &error));
    static const char *const want[][2] = {{"Chart.yaml", "name: c"},
                                          {"a/b.txt", "x"},
                                          {"longer/name", ""},
                                          {"gnu", "z"},
                                          {"win/f", "w"}};
    assert_int_equal(files.n, 5);
    for (size_t i = 0; i < files.n; i++) {
        fixture_check(files.items[i].name, want[i][0]);
        fixture_check(files.items[i].data, want[i][1]);
    }
    fixture_done(&f);
}

static void test_refused(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"a/../../x", "chart illegally references parent directory"},
        {"a//x", "chart illegally contains absolute paths"},
        {"x", "chart illegally contains content outside the base directory: \"x\""},
        {"a/c:/x", "chart contains illegally named files"},
        {"Chart.yaml/x", "chart yaml not in base directory"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fixture f;
        struct buf tar;
        struct chart_files files;
        str error = STR("");
        fixture_init(&f);
        buf_init(&tar, &f.a);
        put_file(&tar, cases[i][0], STR("1"), '0');
        assert_false(archive_read(&f.a, pack(&f.a, buf_str(&tar)), &files, &error));
        fixture_check(error, cases[i][1]);
        fixture_done(&f);
    }
}

static void check_broken(struct fixture *f, str gz, const char *want)
{
    struct chart_files files;
    str error = STR("");
    assert_false(archive_read(&f->a, gz, &files, &error));
    fixture_check(error, want);
}

static void test_broken(void **state)
{
    (void)state;
    struct fixture f;
    struct buf tar;
    fixture_init(&f);
    buf_init(&tar, &f.a);
    check_broken(&f, STR(""), "EOF");
    check_broken(&f, STR("PK\x03\x04 0123456789"), "gzip: invalid header");
    check_broken(&f, pack(&f.a, STR("")), "no files in chart archive");
    put_file(&tar, "a/x", STR("1"), '0');
    str gz = pack(&f.a, buf_str(&tar));
    check_broken(&f, str_slice(gz, 0, gz.len / 2), "unexpected EOF");
    tar.s[0] ^= 1;
    check_broken(&f, pack(&f.a, buf_str(&tar)), "archive/tar: invalid tar header");
    tar.len = 0;
    put_header(&tar, "a/x", ARCHIVE_FILE_MAX + 1, '0');
    check_broken(&f, pack(&f.a, buf_str(&tar)),
                 "decompressed chart file \"a/x\" is larger than the maximum file size 5242880");
    tar.len = 0;
    put_header(&tar, "a/x", (size_t)1 << 32, '0');
    check_broken(&f, pack(&f.a, buf_str(&tar)),
                 "decompressed chart is larger than the maximum size 104857600");
    fixture_done(&f);
}

static void test_kinds(void **state)
{
    (void)state;
    struct fixture f;
    str error = STR("");
    fixture_init(&f);
    assert_true(archive_is_gzip(&f.a, STR("x"), STR("\x1F\x8B\x08"), &error));
    assert_false(archive_is_gzip(&f.a, STR("/x.bin"), STR("abc"), &error));
    fixture_check(error, "file '/x.bin' does not appear to be a gzipped archive; got "
                         "'application/octet-stream'");
    assert_false(archive_is_gzip(&f.a, STR("x.yml"), STR("abc"), &error));
    fixture_check(error, "file 'x.yml' seems to be a YAML file, but expected a gzipped archive");
    fixture_done(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_files),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_broken),
        cmocka_unit_test(test_kinds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
