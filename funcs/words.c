/* snakecase and kebabcase: xstrings' way of taking a text apart into words.
 *
 * A word is a run of one class of runes; a capital begins a word, and of a run of capitals that
 * lower letters follow, the last capital belongs to those. Bytes that are no UTF-8 are carried
 * along with the rune that follows them.
 */
#include "funcs/func.h"

#include "base/buf.h"
#include "base/unicode.h"
#include "base/utf8.h"

enum word_class { W_INVALID, W_NUMBER, W_UPPER, W_LETTER, W_CONNECTOR, W_PUNCT, W_OTHER };

struct words {
    struct buf out;
    char connector;
    str rest;
    enum word_class class; /* of the current word */
    str word;
};

static bool is_connector(uint32_t rune)
{
    return rune == '-' || rune == '_' || unicode_is_space(rune);
}

/* Chinese characters count as symbols, those of the blocks that xstrings knows. */
static bool is_letter(uint32_t rune)
{
    bool chinese = (rune >= 0x4E00 && rune <= 0x9FCC) || (rune >= 0x3400 && rune <= 0x4D85) ||
                   (rune >= 0x20000 && rune <= 0x2B81D);
    return !chinese && unicode_is_letter(rune);
}

static bool is_plain_letter(uint32_t rune)
{
    return is_letter(rune) && !unicode_is_upper(rune);
}

static bool is_other(uint32_t rune)
{
    return !is_connector(rune) && !is_letter(rune) && !unicode_is_number(rune) &&
           !unicode_is_punct(rune);
}

/* The first rune that is not U+FFFD (nor bad bytes), and how many bytes it takes with all it
 * skips. At the end of the text: `before`. */
static uint32_t peek_rune(str s, uint32_t before, size_t *ret_len)
{
    *ret_len = 0;
    while (*ret_len < s.len) {
        size_t len;
        uint32_t rune = utf8_decode(str_from(s, *ret_len), &len);
        *ret_len += len;
        if (rune != UTF8_BAD)
            return rune;
    }
    return before;
}

/* How far the run of runes `in` goes on from `at`, at which the rune `before` ended. */
static size_t run_end(str s, size_t at, uint32_t before, bool (*in)(uint32_t))
{
    while (at < s.len) {
        size_t len;
        before = peek_rune(str_from(s, at), before, &len);
        if (!in(before))
            break;
        at += len;
    }
    return at;
}

/* The end of a word that begins with the capital `first`, which ends at `at`. */
static size_t upper_end(str s, size_t at, uint32_t first)
{
    if (at == s.len)
        return at;
    size_t len;
    uint32_t rune = peek_rune(str_from(s, at), first, &len);
    if (!unicode_is_upper(rune))
        return is_letter(rune) ? run_end(s, at + len, rune, is_plain_letter) : at;
    size_t last = len;
    for (at += len; at < s.len; at += len) {
        rune = peek_rune(str_from(s, at), rune, &len);
        if (!unicode_is_upper(rune))
            return is_letter(rune) ? at - last : at;
        last = len;
    }
    return at;
}

static enum word_class class_of(uint32_t rune)
{
    if (rune == UTF8_BAD)
        return W_INVALID;
    if (is_connector(rune))
        return W_CONNECTOR;
    if (unicode_is_punct(rune))
        return W_PUNCT;
    if (unicode_is_upper(rune))
        return W_UPPER;
    if (is_letter(rune))
        return W_LETTER;
    return unicode_is_number(rune) ? W_NUMBER : W_OTHER;
}

static size_t word_end(str s, size_t at, uint32_t first, enum word_class class)
{
    switch (class) {
    case W_CONNECTOR:
        return run_end(s, at, first, is_connector);
    case W_PUNCT:
        return run_end(s, at, first, unicode_is_punct);
    case W_UPPER:
        return upper_end(s, at, first);
    case W_LETTER:
        return run_end(s, at, first, is_plain_letter);
    case W_NUMBER:
        return run_end(s, at, first, unicode_is_number);
    case W_OTHER:
        return run_end(s, at, first, is_other);
    default:
        return at;
    }
}

static void next_word(struct words *w)
{
    w->class = W_INVALID;
    w->word = str_slice(w->rest, 0, 0);
    if (w->rest.len == 0)
        return;
    size_t len;
    uint32_t first = peek_rune(w->rest, UTF8_BAD, &len);
    w->class = class_of(first);
    size_t end = word_end(w->rest, len, first, w->class);
    w->word = str_slice(w->rest, 0, end);
    w->rest = str_from(w->rest, end);
}

static void put_rune(struct buf *b, uint32_t rune)
{
    b->len += utf8_encode(buf_reserve(b, UTF8_MAX), rune);
}

static void put_word(struct words *w, enum word_class class, str word)
{
    if (class != W_UPPER && class != W_CONNECTOR) {
        buf_put_str(&w->out, word);
        return;
    }
    for (size_t len; word.len; word = str_from(word, len)) {
        uint32_t rune = utf8_decode(word, &len);
        if (is_connector(rune))
            buf_put_char(&w->out, w->connector);
        else
            put_rune(&w->out, unicode_is_upper(rune) ? unicode_to_lower(rune) : rune);
    }
}

static void put_connector(struct words *w)
{
    buf_put_char(&w->out, w->connector);
}

static bool joins_itself(enum word_class class)
{
    return class == W_CONNECTOR || class == W_PUNCT;
}

/* Letters and numbers that follow a number are glued to it: 2m3s. */
static void put_glued(struct words *w)
{
    while (w->class == W_LETTER || w->class == W_NUMBER) {
        put_word(w, w->class, w->word);
        next_word(w);
    }
    if (w->class != W_INVALID && !joins_itself(w->class))
        put_connector(w);
}

/* After a word of letters or symbols has been written and the next one been read. */
static void put_after_word(struct words *w)
{
    if (w->class != W_NUMBER) {
        if (!joins_itself(w->class))
            put_connector(w);
        return;
    }
    if (w->rest.len == 0)
        return;
    str number = w->word;
    next_word(w);
    if (w->class != W_LETTER) { /* the number belongs to the word: Bld4Floor -> bld4_floor */
        put_word(w, W_NUMBER, number);
        if (!joins_itself(w->class))
            put_connector(w);
        return;
    }
    put_connector(w); /* letters after the number: HTTP2xx -> http_2xx */
    put_word(w, W_NUMBER, number);
    put_glued(w);
}

static str join_words(struct arena *a, str s, char connector)
{
    struct words w = {.connector = connector, .rest = s};
    buf_init(&w.out, a);
    next_word(&w);
    while (w.rest.len) {
        enum word_class class = w.class;
        put_word(&w, class, w.word);
        next_word(&w);
        if (class == W_NUMBER)
            put_glued(&w);
        else if (!joins_itself(class))
            put_after_word(&w);
    }
    put_word(&w, w.class, w.word);
    return buf_str(&w.out);
}

bool fn_snakecase(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    *ret = val_str(join_words(c->arena, val_text(arg[0]), '_'));
    return true;
}

bool fn_kebabcase(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    *ret = val_str(join_words(c->arena, val_text(arg[0]), '-'));
    return true;
}
