/* Runs a command and tells what it cost: `bench-measure OUTPUT COMMAND...` writes the command's
 * standard output to OUTPUT and prints "MICROSECONDS PEAK_KIB STATUS": CPU time, user and system,
 * and the peak of its memory.
 *
 * A program of its own, because a child's peak counts the memory of who forks it: this one has
 * next to none.
 */
#define _DEFAULT_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static int redirect(const char *path, int flags, int to)
{
    int fd = open(path, flags, 0644);
    return fd < 0 || dup2(fd, to) < 0 || close(fd) < 0 ? -1 : 0;
}

static _Noreturn void run(char **argv)
{
    if (redirect("/dev/null", O_RDONLY, 0) == 0 &&
        redirect(argv[1], O_WRONLY | O_CREAT | O_TRUNC, 1) == 0 &&
        redirect("/dev/null", O_WRONLY, 2) == 0)
        execvp(argv[2], argv + 2);
    _exit(127);
}

static long long microseconds(struct timeval t)
{
    return (long long)t.tv_sec * 1000000 + t.tv_usec;
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fputs("usage: bench-measure OUTPUT COMMAND...\n", stderr);
        return 2;
    }
    pid_t child = fork();
    if (child == 0)
        run(argv);
    int status;
    struct rusage use;
    if (child < 0 || wait4(child, &status, 0, &use) != child) {
        perror("bench-measure");
        return 1;
    }
    printf("%lld %ld %d\n", microseconds(use.ru_utime) + microseconds(use.ru_stime), use.ru_maxrss,
           WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
    return 0;
}
