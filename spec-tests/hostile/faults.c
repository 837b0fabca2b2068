/* A world that fails, as a library to preload. What fails is in the environment variable FAULT:
 *
 *   malloc=N  the N-th allocation, and that one alone; 0: none, they are only counted
 *   short     read and write do a few bytes at a time, and are interrupted at every third call
 *   full=N    the disk is full after N bytes
 *   pipe      nobody reads: EPIPE
 *   cut       a file that was mapped is empty from then on
 *   keys      memory that is freed must hold no private key
 *
 * At the end of the program "ALLOCATIONS LIVE KEYS" goes to the file that FAULT_REPORT names: how
 * many there were, how many were never freed, how many blocks were freed with a key in them.
 * For glibc, whose own names of the functions are used. */
#define _GNU_SOURCE

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

void *__libc_malloc(size_t n);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t n);
void *__libc_memalign(size_t align, size_t n);
void __libc_free(void *p);

static atomic_long count, live, keys, written, calls;
static long fail_at = -1, full_at = -1;
static bool is_short, is_pipe, is_cut, find_keys;

__attribute__((constructor)) static void start(void)
{
    const char *fault = getenv("FAULT");
    if (!fault)
        return;
    if (strncmp(fault, "malloc=", 7) == 0)
        fail_at = atol(fault + 7);
    if (strncmp(fault, "full=", 5) == 0)
        full_at = atol(fault + 5);
    is_short = strcmp(fault, "short") == 0;
    is_pipe = strcmp(fault, "pipe") == 0;
    is_cut = strcmp(fault, "cut") == 0;
    find_keys = strcmp(fault, "keys") == 0;
    count = live = 0;
}

__attribute__((destructor)) static void report(void)
{
    char text[80];
    const char *path = getenv("FAULT_REPORT");
    int fd =
        path ? (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, 0666) : -1;
    if (fd < 0)
        return;
    int n = snprintf(text, sizeof text, "%ld %ld %ld\n", count, live, keys);
    syscall(SYS_write, fd, text, (size_t)n);
}

static bool fails(void)
{
    return ++count == fail_at;
}

static void *made(void *p)
{
    live += p != NULL;
    return p;
}

void *malloc(size_t n)
{
    return fails() ? (errno = ENOMEM, NULL) : made(__libc_malloc(n));
}

void *calloc(size_t n, size_t size)
{
    return fails() ? (errno = ENOMEM, NULL) : made(__libc_calloc(n, size));
}

/* A key that was made: not the name of one alone, which is in the text of the program, too. */
static void look_for_keys(const char *p)
{
    static const char mark[] = "-----BEGIN RSA PRIVATE KEY-----\nM";
    size_t n = p ? malloc_usable_size((void *)(size_t)p) : 0;
    if (memmem(p, n, mark, sizeof mark - 1))
        keys++;
}

void *realloc(void *p, size_t n)
{
    if (fails()) {
        errno = ENOMEM;
        return NULL;
    }
    live += p == NULL;
    return __libc_realloc(p, n);
}

int posix_memalign(void **ret, size_t align, size_t n)
{
    if (fails())
        return ENOMEM;
    *ret = made(__libc_memalign(align, n));
    return *ret ? 0 : ENOMEM;
}

void free(void *p)
{
    if (find_keys)
        look_for_keys(p);
    live -= p != NULL;
    __libc_free(p);
}

static void cut(int fd)
{
    char name[40], path[4096];
    snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(name, path, sizeof path - 1);
    path[n > 0 ? n : 0] = '\0';
    if (truncate(path, 0) != 0)
        abort();
}

void *mmap(void *where, size_t n, int prot, int flags, int fd, off_t at)
{
    /* The kernel answers with an address, or with an error number that no address is. */
    void *p = (void *)syscall(SYS_mmap, where, n, prot, flags, fd, at);
    if (is_cut && fd >= 0 && p != MAP_FAILED)
        cut(fd);
    return p;
}

ssize_t read(int fd, void *buf, size_t n)
{
    if (is_short && ++calls % 3 == 0) {
        errno = EINTR;
        return -1;
    }
    return syscall(SYS_read, fd, buf, is_short && n > 7 ? 7 : n);
}

ssize_t write(int fd, const void *buf, size_t n)
{
    if (is_short && ++calls % 3 == 0) {
        errno = EINTR;
        return -1;
    }
    if (is_pipe && fd == STDOUT_FILENO) {
        errno = EPIPE;
        return -1;
    }
    if (full_at >= 0 && fd != STDERR_FILENO) {
        long room = full_at - written;
        if (room <= 0) {
            errno = ENOSPC;
            return -1;
        }
        n = (size_t)room < n ? (size_t)room : n;
    }
    ssize_t done = syscall(SYS_write, fd, buf, is_short && n > 7 ? 7 : n);
    if (done > 0 && fd != STDERR_FILENO)
        written += done;
    return done;
}

/* The first part alone: a system may always do less than it is asked. */
ssize_t writev(int fd, const struct iovec *parts, int n)
{
    return n > 0 ? write(fd, parts->iov_base, parts->iov_len) : 0;
}
