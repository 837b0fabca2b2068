#include "base/shared_library.h"

#include <arpa/inet.h>
#include <dlfcn.h>
#include <netdb.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

bool shared_library_prepare(struct arena *a)
{
    (void)a;
    return true;
}

void shared_library_prepare_to_read(struct arena *a, str path)
{
    (void)a;
    (void)path;
}

const char *shared_library_remedy(const char *packages)
{
    return packages;
}

void *shared_library_open(struct arena *a, const char *name)
{
    (void)a;
    return dlopen(name, RTLD_NOW | RTLD_LOCAL);
}

void *shared_library_symbol(void *library, const char *name)
{
    return dlsym(library, name);
}

void shared_library_close(void *library)
{
    dlclose(library);
}

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

bool shared_library_address(const char *host, char *out, size_t size)
{
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *found = NULL;
    bool ok =
        getaddrinfo(host, NULL, &hints, &found) == 0 && format_address(found, out, (socklen_t)size);
    if (found)
        freeaddrinfo(found);
    return ok;
}
