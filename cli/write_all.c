#include "cli/write_all.h"

#include <errno.h>
#include <unistd.h>

enum { PARTS_MAX = 1024 }; /* the least IOV_MAX of the systems that there are */

bool write_all(int fd, str text)
{
    while (text.len) {
        ssize_t n = write(fd, text.s, text.len);
        if (n < 0 && errno != EINTR)
            return false;
        if (n > 0)
            text = str_from(text, (size_t)n);
    }
    return true;
}

bool write_all_of(int fd, struct iovec *parts, size_t n)
{
    while (n) {
        ssize_t wrote = writev(fd, parts, n < PARTS_MAX ? (int)n : PARTS_MAX);
        if (wrote < 0 && errno != EINTR)
            return false;
        size_t left = wrote > 0 ? (size_t)wrote : 0;
        for (; n && left >= parts->iov_len; parts++, n--)
            left -= parts->iov_len;
        if (n && left) {
            parts->iov_base = (char *)parts->iov_base + left;
            parts->iov_len -= left;
        }
    }
    return true;
}
