#include "chart/tar.h"

#include "base/arena.h"
#include "base/number.h"

#include <string.h>
#include <zlib.h>

enum {
    BLOCK = 512,
    PAX_MAX = 1 << 20, /* bytes of a pax header or a long name, as archive/tar */
    /* Fields of a header: offset and length. */
    NAME_AT = 0,
    NAME_LEN = 100,
    SIZE_AT = 124,
    SIZE_LEN = 12,
    SUM_AT = 148,
    SUM_LEN = 8,
    TYPE_AT = 156,
    MAGIC_AT = 257,
    PREFIX_AT = 345,
    PREFIX_LEN = 155
};

struct tar {
    struct arena *a;
    str rest; /* compressed bytes that zlib has not seen */
    z_stream z;
    bool ended;    /* the last gzip member ends here */
    str error;     /* of what follows the bytes that were given: told to who asks for more */
    uint64_t left; /* bytes of the current entry that were not read */
    uint64_t pad;  /* bytes behind it that fill up its last block */
};

static void *zlib_alloc(void *arena, unsigned n, unsigned size)
{
    return arena_alloc(arena, (size_t)n * size);
}

static void zlib_free(void *arena, void *p)
{
    (void)arena;
    (void)p;
}

static void feed(struct tar *t)
{
    union {
        const char *in;
        Bytef *bytes; /* zlib does not write to its input */
    } u = {.in = t->rest.s};
    size_t n = t->rest.len < (1u << 30) ? t->rest.len : 1u << 30;
    t->z.next_in = u.bytes;
    t->z.avail_in = (uInt)n;
    t->rest = str_from(t->rest, n);
}

static str error_text(int status, const z_stream *z)
{
    if (z->msg && strstr(z->msg, "header"))
        return STR("gzip: invalid header");
    if (z->msg && (strstr(z->msg, "incorrect data") || strstr(z->msg, "incorrect length")))
        return STR("gzip: invalid checksum");
    return status == Z_BUF_ERROR ? STR("unexpected EOF") : STR("flate: corrupt input");
}

/* Another gzip member may follow the one that ended: Go reads them as one text. */
static void next_member(struct tar *t)
{
    if (t->z.avail_in == 0)
        feed(t);
    const Bytef *in = t->z.next_in;
    if (t->z.avail_in == 0)
        t->ended = true;
    else if (t->z.avail_in < 2 || in[0] != 0x1F || in[1] != 0x8B || inflateReset(&t->z) != Z_OK)
        t->error = STR("gzip: invalid header");
}

/* Fills `out` as far as the text goes; *ret_n tells how far. What is wrong behind these bytes does
 * not matter as long as nobody asks for it: an archive's end is not followed by a look at the sum.
 */
static bool inflate_some(struct tar *t, char *out, size_t n, size_t *ret_n, str *ret_error)
{
    size_t done = 0;
    while (done < n && !t->ended) {
        if (t->error.len) {
            *ret_error = t->error;
            return false;
        }
        size_t want = n - done < (1u << 30) ? n - done : 1u << 30;
        if (t->z.avail_in == 0)
            feed(t);
        t->z.next_out = (Bytef *)out + done;
        t->z.avail_out = (uInt)want;
        int status = inflate(&t->z, Z_NO_FLUSH);
        done += want - t->z.avail_out;
        if (status == Z_STREAM_END)
            next_member(t);
        else if (status != Z_OK)
            t->error = error_text(status, &t->z);
    }
    *ret_n = done;
    return true;
}

bool tar_open(struct arena *a, str gz, struct tar **ret, str *ret_error)
{
    if (gz.len == 0) {
        *ret_error = STR("EOF");
        return false;
    }
    if (gz.len < 10) {
        *ret_error = STR("unexpected EOF");
        return false;
    }
    if (memcmp(gz.s, "\x1F\x8B\x08", 3) != 0) {
        *ret_error = STR("gzip: invalid header");
        return false;
    }
    struct tar *t = ARENA_NEW(a, struct tar);
    t->a = a;
    t->rest = gz;
    t->z.zalloc = zlib_alloc;
    t->z.zfree = zlib_free;
    t->z.opaque = a;
    if (inflateInit2(&t->z, 16 + MAX_WBITS) != Z_OK)
        arena_fail(a);
    *ret = t;
    return true;
}

static bool skip_bytes(struct tar *t, uint64_t *left, bool *ret_short, str *ret_error)
{
    char dump[BLOCK * 8];
    while (*left) {
        size_t n = *left < sizeof dump ? (size_t)*left : sizeof dump, got;
        if (!inflate_some(t, dump, n, &got, ret_error))
            return false;
        *left -= got;
        *ret_short = got < n;
        if (*ret_short)
            return true;
    }
    return true;
}

/* Goes on to the next header. An archive may end within the padding of its last entry. */
static enum tar_step skip(struct tar *t, str *ret_error)
{
    bool is_short = false;
    if (!skip_bytes(t, &t->left, &is_short, ret_error))
        return TAR_FAILED;
    if (is_short) {
        *ret_error = STR("unexpected EOF");
        return TAR_FAILED;
    }
    if (!skip_bytes(t, &t->pad, &is_short, ret_error))
        return TAR_FAILED;
    return is_short ? TAR_END : TAR_ENTRY;
}

/* The bytes of a field up to its first NUL. */
static str field_text(const char *block, size_t at, size_t len)
{
    str s = {block + at, len};
    size_t end = str_find_char(s, '\0');
    return end == STR_NONE ? s : str_slice(s, 0, end);
}

/* Octal digits among blanks and NULs, or a big-endian number when the first bit is set. */
static bool read_number(const char *block, size_t at, size_t len, uint64_t *ret)
{
    const unsigned char *p = (const unsigned char *)block + at;
    if (p[0] & 0x80) {
        uint64_t u = p[0] & 0x3F;
        for (size_t i = 1; i < len; i++) {
            if (u >> 55)
                return false;
            u = u << 8 | p[i];
        }
        *ret = u;
        return !(p[0] & 0x40);
    }
    str s = {block + at, len};
    while (s.len && (s.s[0] == ' ' || s.s[0] == '\0'))
        s = str_from(s, 1);
    while (s.len && (s.s[s.len - 1] == ' ' || s.s[s.len - 1] == '\0'))
        s.len--;
    *ret = 0;
    size_t end = str_find_char(s, '\0');
    if (end != STR_NONE)
        s.len = end;
    return s.len == 0 || number_parse_uint(s, 8, ret);
}

/* The sum of all bytes with the sum's own field as blanks; some tars summed signed bytes. */
static bool sum_is_right(const char *block)
{
    uint64_t want;
    int64_t is_unsigned = 0, is_signed = 0;
    if (!read_number(block, SUM_AT, SUM_LEN, &want))
        return false;
    for (size_t i = 0; i < BLOCK; i++) {
        char c = i >= SUM_AT && i < SUM_AT + SUM_LEN ? ' ' : block[i];
        is_unsigned += (unsigned char)c;
        is_signed += (signed char)c;
    }
    return want == (uint64_t)is_unsigned || (is_signed >= 0 && want == (uint64_t)is_signed);
}

static bool is_zero(const char *block)
{
    for (size_t i = 0; i < BLOCK; i++)
        if (block[i])
            return false;
    return true;
}

/* One header block. TAR_END also when the text ends where a block could begin. */
static enum tar_step read_block(struct tar *t, char block[BLOCK], str *ret_error)
{
    size_t n;
    if (!inflate_some(t, block, BLOCK, &n, ret_error))
        return TAR_FAILED;
    if (n == 0)
        return TAR_END;
    if (n == BLOCK)
        return TAR_ENTRY;
    *ret_error = STR("unexpected EOF");
    return TAR_FAILED;
}

/* A header; two blocks of zeros end the archive. */
static enum tar_step read_header(struct tar *t, char block[BLOCK], str *ret_error)
{
    enum tar_step step = read_block(t, block, ret_error);
    if (step != TAR_ENTRY)
        return step;
    if (is_zero(block)) {
        step = read_block(t, block, ret_error);
        if (step != TAR_ENTRY)
            return step;
        if (is_zero(block))
            return TAR_END;
        *ret_error = STR("archive/tar: invalid tar header");
        return TAR_FAILED;
    }
    if (sum_is_right(block))
        return TAR_ENTRY;
    *ret_error = STR("archive/tar: invalid tar header");
    return TAR_FAILED;
}

/* Whether the numbers that don't matter here are numbers: Go reads them all. */
static bool numbers_are_valid(const char *block)
{
    static const struct {
        size_t at, len;
        bool extended; /* there in ustar and GNU headers only */
    } fields[] = {{100, 8, false},  {108, 8, false}, {116, 8, false},
                  {136, 12, false}, {329, 8, true},  {337, 8, true}};
    bool extended = memcmp(block + MAGIC_AT, "ustar", 5) == 0;
    uint64_t u;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        bool binary = (block[fields[i].at] & 0x80) != 0;
        bool there = extended || !fields[i].extended;
        if (there && !binary && !read_number(block, fields[i].at, fields[i].len, &u))
            return false;
    }
    return true;
}

static bool has_content(char type)
{
    return !(type >= '1' && type <= '6');
}

static bool fill_entry(struct tar *t, const char *block, struct tar_entry *e)
{
    e->name = field_text(block, NAME_AT, NAME_LEN);
    e->type = block[TYPE_AT] ? block[TYPE_AT] : '0';
    if (!numbers_are_valid(block) || !read_number(block, SIZE_AT, SIZE_LEN, &e->size) ||
        e->size > INT64_MAX - BLOCK)
        return false;
    bool ustar = memcmp(block + MAGIC_AT, "ustar\0", 6) == 0;
    str prefix = ustar ? field_text(block, PREFIX_AT, PREFIX_LEN) : STR("");
    if (prefix.len)
        e->name = str_fmt(t->a, "%.*s/%.*s", STR_ARG(prefix), STR_ARG(e->name));
    else
        e->name = str_dup(t->a, e->name);
    return true;
}

static void expect(struct tar *t, struct tar_entry *e)
{
    if (!has_content(e->type))
        e->size = 0;
    t->left = e->size;
    t->pad = (BLOCK - e->size % BLOCK) % BLOCK;
}

bool tar_read(struct tar *t, const struct tar_entry *e, str *ret, str *ret_error)
{
    /* Grows with what is really there: the size in a header may be anything. */
    enum { PIECE = 256 * 1024 };
    char *bytes = NULL;
    size_t n = 0, cap = 0;
    while (n < e->size) {
        size_t want = e->size - n < PIECE ? (size_t)(e->size - n) : PIECE, got;
        if (n + want > cap) {
            size_t grown = cap * 2 > n + want ? cap * 2 : n + want;
            bytes = arena_grow(t->a, bytes, cap, grown);
            cap = grown;
        }
        if (!inflate_some(t, bytes + n, want, &got, ret_error))
            return false;
        if (got < want) {
            *ret_error = STR("unexpected EOF");
            return false;
        }
        n += want;
        t->left -= want;
    }
    *ret = n ? (str){bytes, n} : STR(""); /* an empty file is not nil */
    return true;
}

/* A record of a pax header: "27 path=long/name\n". Cuts it off *text. */
static bool next_record(str *text, str *ret_key, str *ret_value)
{
    uint64_t len;
    size_t blank = str_find_char(*text, ' ');
    if (blank == STR_NONE || !number_parse_uint(str_slice(*text, 0, blank), 10, &len) ||
        len > text->len || len < blank + 2 || text->s[len - 1] != '\n')
        return false;
    str record = str_slice(*text, blank + 1, (size_t)len - 1);
    size_t equals = str_find_char(record, '=');
    if (equals == STR_NONE)
        return false;
    *ret_key = str_slice(record, 0, equals);
    *ret_value = str_from(record, equals + 1);
    *text = str_from(*text, (size_t)len);
    return true;
}

/* What extension headers say of the entry that follows them. */
struct extension {
    str name;
    bool has_name, has_size;
    uint64_t size;
};

static bool read_pax(str text, struct extension *x)
{
    str key, value;
    while (text.len) {
        if (!next_record(&text, &key, &value))
            return false;
        if (str_eq(key, STR("path"))) {
            x->name = value;
            x->has_name = value.len > 0;
        } else if (str_eq(key, STR("size"))) {
            if (!number_parse_uint(value, 10, &x->size) || x->size > INT64_MAX - BLOCK)
                return false;
            x->has_size = true;
        }
    }
    return true;
}

/* Reads an extension header's content into x. */
static bool read_extension(struct tar *t, const struct tar_entry *e, struct extension *x,
                           str *ret_error)
{
    str text;
    if (e->size > PAX_MAX) {
        *ret_error = STR("archive/tar: header field too long");
        return false;
    }
    if (!tar_read(t, e, &text, ret_error))
        return false;
    if (e->type == 'L') {
        size_t end = str_find_char(text, '\0');
        x->name = end == STR_NONE ? text : str_slice(text, 0, end);
        x->has_name = true;
        return true;
    }
    if (e->type != 'x' || read_pax(text, x))
        return true;
    *ret_error = STR("archive/tar: invalid tar header");
    return false;
}

enum tar_step tar_next(struct tar *t, struct tar_entry *ret, str *ret_error)
{
    struct extension x = {0};
    for (;;) {
        char block[BLOCK];
        enum tar_step step = skip(t, ret_error);
        if (step == TAR_ENTRY)
            step = read_header(t, block, ret_error);
        if (step != TAR_ENTRY)
            return step;
        if (!fill_entry(t, block, ret)) {
            *ret_error = STR("archive/tar: invalid tar header");
            return TAR_FAILED;
        }
        if (ret->type != 'x' && ret->type != 'L' && ret->type != 'K') {
            if (x.has_name)
                ret->name = x.name;
            if (x.has_size)
                ret->size = x.size;
            expect(t, ret);
            bool legacy = !block[TYPE_AT] && str_has_suffix(ret->name, STR("/"));
            ret->is_dir = ret->type == '5' || legacy;
            return TAR_ENTRY;
        }
        expect(t, ret);
        if (!read_extension(t, ret, &x, ret_error))
            return TAR_FAILED;
    }
}
