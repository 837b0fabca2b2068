#include "base/nearest.h"

/* Longer names are not compared. */
enum { MAX_NAME = 60 };

static char fold(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* The characters of a name, folded, as bits. */
static uint64_t letters_of(str name)
{
    uint64_t bits = 0;
    for (size_t i = 0; i < name.len; i++)
        bits |= 1ull << ((unsigned char)fold(name.s[i]) & 63);
    return bits;
}

void nearest_init(struct nearest *n, str wanted)
{
    /* one edit for three letters, three at most */
    size_t most = wanted.len / 3;
    *n = (struct nearest){
        .wanted = wanted, .distance = (most < 3 ? most : 3) + 1, .letters = letters_of(wanted)};
}

static size_t min(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Optimal string alignment. */
size_t nearest_distance(str x, str y)
{
    x.len = min(x.len, MAX_NAME);
    y.len = min(y.len, MAX_NAME);
    size_t rows[3][MAX_NAME + 1];
    size_t *before = rows[0], *last = rows[1], *now = rows[2];
    for (size_t j = 0; j <= y.len; j++)
        last[j] = j;
    for (size_t i = 1; i <= x.len; i++) {
        now[0] = i;
        for (size_t j = 1; j <= y.len; j++) {
            bool same = fold(x.s[i - 1]) == fold(y.s[j - 1]);
            now[j] = min(min(last[j], now[j - 1]) + 1, last[j - 1] + !same);
            if (i > 1 && j > 1 && fold(x.s[i - 1]) == fold(y.s[j - 2]) &&
                fold(x.s[i - 2]) == fold(y.s[j - 1]))
                now[j] = min(now[j], before[j - 2] + 1);
        }
        size_t *free_row = before;
        before = last, last = now, now = free_row;
    }
    return last[y.len];
}

static size_t count_bits(uint64_t bits)
{
    size_t n = 0;
    for (; bits; bits &= bits - 1)
        n++;
    return n;
}

/* At most the distance: an edit removes at most one letter that the other name has not, and adds at
 * most one. Most names are so found to be too far away. */
static size_t least_distance(const struct nearest *n, str y)
{
    str x = n->wanted;
    uint64_t a = n->letters, b = letters_of(y);
    size_t gone = count_bits(a & ~b), new = count_bits(b & ~a);
    size_t longer = x.len > y.len ? x.len - y.len : y.len - x.len;
    size_t letters = gone > new ? gone : new;
    return longer > letters ? longer : letters;
}

void nearest_offer(struct nearest *n, str name)
{
    if (name.len == 0 || name.len > MAX_NAME || n->wanted.len > MAX_NAME)
        return;
    if (least_distance(n, name) >= n->distance)
        return;
    size_t d = nearest_distance(n->wanted, name);
    if (d < n->distance) {
        n->distance = d;
        n->best = name;
    }
}
