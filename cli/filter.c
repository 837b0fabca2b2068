#include "cli/filter.h"

#include "base/arena.h"
#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

struct filter {
    pid_t pid;
    int in, out; /* our ends of the pipes; -1: closed */
};

static void close_end(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static bool open_pipe(int fd[2])
{
    if (pipe(fd) != 0)
        return false;
    for (int i = 0; i < 2; i++)
        if (fcntl(fd[i], F_SETFD, FD_CLOEXEC) != 0)
            return false;
    return true;
}

static char **arguments(struct arena *a, str command, const struct texts *args)
{
    char **argv = ARENA_ARRAY(a, char *, args->n + 2);
    for (size_t i = 0; i <= args->n; i++) {
        str s = i ? args->items[i - 1] : command;
        argv[i] = arena_alloc(a, s.len + 1);
        if (s.len)
            memcpy(argv[i], s.s, s.len);
        argv[i][s.len] = '\0';
    }
    argv[args->n + 1] = NULL;
    return argv;
}

/* Starts the program; 0 or an errno. */
static int start(struct filter *f, char **argv)
{
    int in[2] = {-1, -1}, out[2] = {-1, -1};
    if (!open_pipe(in) || !open_pipe(out))
        return errno;
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attr;
    sigset_t pipe_signal;
    sigemptyset(&pipe_signal);
    sigaddset(&pipe_signal, SIGPIPE); /* which we ignore, but the program need not */
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    posix_spawnattr_init(&attr);
    posix_spawnattr_setsigdefault(&attr, &pipe_signal);
    posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGDEF);
    int error = posix_spawnp(&f->pid, argv[0], &actions, &attr, argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attr);
    close(in[0]);
    close(out[1]);
    f->in = in[1];
    f->out = out[0];
    return error;
}

/* Writes what the program takes now; closes its input at the end or when it no longer reads. */
static void feed(struct filter *f, str *text)
{
    ssize_t n = text->len ? write(f->in, text->s, text->len) : 0;
    if (n > 0)
        *text = str_from(*text, (size_t)n);
    if (text->len == 0 || (n < 0 && errno != EINTR && errno != EAGAIN))
        close_end(&f->in);
}

static void drain(struct filter *f, struct buf *out)
{
    char chunk[1 << 14];
    ssize_t n = read(f->out, chunk, sizeof chunk);
    if (n > 0)
        buf_put(out, chunk, (size_t)n);
    else if (n == 0 || errno != EINTR)
        close_end(&f->out);
}

/* Both directions at once: a program may print before it has read everything. */
static void talk(struct filter *f, str text, struct buf *out)
{
    fcntl(f->in, F_SETFL, O_NONBLOCK);
    while (f->out >= 0) {
        struct pollfd fds[2] = {{f->out, POLLIN, 0}, {f->in, POLLOUT, 0}};
        if (poll(fds, 2, -1) < 0) {
            if (errno == EINTR)
                continue;
            break;
        }
        if (fds[0].revents)
            drain(f, out);
        if (f->in >= 0 && fds[1].revents)
            feed(f, &text);
    }
    close_end(&f->in);
    close_end(&f->out);
}

static int wait_for(pid_t pid)
{
    int status;
    while (waitpid(pid, &status, 0) < 0)
        if (errno != EINTR)
            return -1;
    return status;
}

bool filter_run(struct arena *a, str command, const struct texts *args, str text, str *ret)
{
    struct filter f = {.in = -1, .out = -1};
    int error = start(&f, arguments(a, command, args));
    if (error) {
        close_end(&f.in);
        close_end(&f.out);
        return output_error(str_fmt(a,
                                    "error while running post render on files: cannot run "
                                    "%.*s: %s",
                                    STR_ARG(command), strerror(error)));
    }
    struct buf out;
    buf_init(&out, a);
    talk(&f, text, &out);
    int status = wait_for(f.pid);
    *ret = buf_str(&out);
    if (status == 0)
        return true;
    const char *how = WIFSIGNALED(status) ? "signal" : "exit status";
    int number = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
    return output_error(str_fmt(a, "error while running post render on files: %.*s: %s %d",
                                STR_ARG(command), how, number));
}
