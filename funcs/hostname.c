/* getHostByName: asks the network only when that was allowed. */
#include "base/shared_library.h"
#include "funcs/func.h"

#include <arpa/inet.h>

/* One of the host's addresses. Sprig picks at random, and panics when there is none. */
bool fn_get_host_by_name(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    *ret = val_str(STR(""));
    if (!c->env->enable_dns)
        return true;
    if (!shared_library_prepare(c->arena))
        return call_fail(c, "%.*s needs the system's resolver: %s", STR_ARG(fn_name(c->fn)),
                         shared_library_remedy(""));
    char text[INET6_ADDRSTRLEN];
    if (!shared_library_address(str_c(c->arena, val_text(arg[0])), text, sizeof text))
        return call_fail(c, "invalid argument to Intn");
    *ret = val_str(str_dup(c->arena, str_from_c(text)));
    return true;
}
