/* getHostByName: asks the network only when that was allowed. */
#include "funcs/func.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

static bool format_address(const struct addrinfo *a, char *out, socklen_t size)
{
    const void *from;
    struct sockaddr_in in4;
    struct sockaddr_in6 in6;
    if (a->ai_family == AF_INET) {
        memcpy(&in4, a->ai_addr, sizeof in4);
        from = &in4.sin_addr;
    } else if (a->ai_family == AF_INET6) {
        memcpy(&in6, a->ai_addr, sizeof in6);
        from = &in6.sin6_addr;
    } else {
        return false;
    }
    return inet_ntop(a->ai_family, from, out, size) != NULL;
}

/* One of the host's addresses. Sprig picks at random, and panics when there is none. */
bool fn_get_host_by_name(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    *ret = val_str(STR(""));
    if (!c->env->enable_dns)
        return true;
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *found = NULL;
    char text[INET6_ADDRSTRLEN];
    bool ok = getaddrinfo(str_c(c->arena, val_text(arg[0])), NULL, &hints, &found) == 0 &&
              format_address(found, text, sizeof text);
    if (found)
        freeaddrinfo(found);
    if (!ok)
        return call_fail(c, "invalid argument to Intn");
    *ret = val_str(str_dup(c->arena, str_from_c(text)));
    return true;
}
