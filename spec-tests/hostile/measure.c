/* Runs a program and measures it.
 * usage: measure SECONDS OUT ERR PROGRAM ARGS...
 * Standard output and error go to the files; prints "STATUS CPU_MS PEAK_KIB WALL_MS", where STATUS
 * is 128 + N for a death by signal N. A program that is not done after SECONDS is killed. */
#define _DEFAULT_SOURCE /* wait4 */

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void redirect(const char *path, int flags, int to)
{
    int fd = open(path, flags, 0666);
    if (fd < 0 || dup2(fd, to) < 0)
        _exit(127);
    if (fd != to)
        close(fd);
}

static long ms(struct timeval t)
{
    return t.tv_sec * 1000 + t.tv_usec / 1000;
}

static long now(void)
{
    struct timespec t = {0};
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int main(int argc, char **argv)
{
    if (argc < 5)
        return 2;
    long start = now();
    pid_t pid = fork();
    if (pid == 0) {
        redirect("/dev/null", O_RDONLY, STDIN_FILENO);
        redirect(argv[2], O_WRONLY | O_CREAT | O_TRUNC, STDOUT_FILENO);
        redirect(argv[3], O_WRONLY | O_CREAT | O_TRUNC, STDERR_FILENO);
        alarm((unsigned)atoi(argv[1]));
        execv(argv[4], argv + 4);
        _exit(127);
    }
    int status;
    struct rusage use;
    if (pid < 0 || wait4(pid, &status, 0, &use) != pid)
        return 2;
    printf("%d %ld %ld %ld\n", WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status),
           ms(use.ru_utime) + ms(use.ru_stime), use.ru_maxrss, now() - start);
    return 0;
}
