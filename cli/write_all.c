#include "cli/write_all.h"

#include <errno.h>
#include <unistd.h>

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
