/* The floor program: what any renderer must do that reads and checks YAML with libyaml, and nothing
 * else. `bench-floor LIST RECORDED` reads each file of LIST (a line each: "read PATH", or
 * "parse PATH" for YAML that becomes values), parses the RECORDED output and writes it.
 */
#define _DEFAULT_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <yaml.h>

struct text {
    unsigned char *s;
    size_t len;
};

static _Noreturn void fail(const char *what)
{
    perror(what);
    exit(1);
}

static struct text read_file(const char *path)
{
    struct stat st;
    int fd = open(path, O_RDONLY);
    if (fd < 0 || fstat(fd, &st) != 0)
        fail(path);
    struct text t = {malloc((size_t)st.st_size + 1), 0};
    if (!t.s)
        fail(path);
    for (ssize_t n; (n = read(fd, t.s + t.len, (size_t)st.st_size - t.len)) > 0;)
        t.len += (size_t)n;
    t.s[t.len] = '\0';
    close(fd);
    return t;
}

/* All events of all documents. What libyaml refuses ends the reading. */
static void parse(struct text t)
{
    yaml_parser_t parser;
    yaml_event_t event;
    if (!yaml_parser_initialize(&parser))
        fail("libyaml");
    yaml_parser_set_input_string(&parser, t.s, t.len);
    for (int type = YAML_NO_EVENT; type != YAML_STREAM_END_EVENT;) {
        if (!yaml_parser_parse(&parser, &event))
            break;
        type = (int)event.type;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
}

static void write_all(struct text t)
{
    while (t.len) {
        ssize_t n = write(1, t.s, t.len);
        if (n <= 0)
            fail("write");
        t.s += n;
        t.len -= (size_t)n;
    }
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fputs("usage: bench-floor LIST RECORDED\n", stderr);
        return 2;
    }
    struct text list = read_file(argv[1]);
    for (char *line = (char *)list.s, *next; *line; line = next) {
        next = strchr(line, '\n');
        if (!next)
            break;
        *next++ = '\0';
        char *path = strchr(line, ' ') + 1;
        struct text file = read_file(path);
        if (line[0] == 'p')
            parse(file);
    }
    struct text output = read_file(argv[2]);
    parse(output);
    write_all(output);
    return 0;
}
