#include "cli/cut_file.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Only what may be called while a signal is handled. */
static void on_bus_error(int signal_number, siginfo_t *info, void *context)
{
    static const char message[] = "Error: a file of the chart was cut off while it was read\n";
    (void)context;
    if (info->si_code != BUS_ADRERR) {
        signal(signal_number, SIG_DFL); /* it comes again, and ends the program as ever */
        return;
    }
    ssize_t n = write(STDERR_FILENO, message, sizeof message - 1);
    (void)n;
    _exit(EXIT_FAILURE);
}

void cut_file_guard(void)
{
    struct sigaction act;
    memset(&act, 0, sizeof act);
    act.sa_sigaction = on_bus_error;
    act.sa_flags = SA_SIGINFO;
    sigaction(SIGBUS, &act, NULL);
}
