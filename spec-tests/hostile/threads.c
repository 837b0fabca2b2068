/* One chart handle rendered from many threads at once: for ThreadSanitizer.
 * usage: threads CHART THREADS RENDERS    last line: threads: N passed, N failed */
#include "api/libchelm.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct worker {
    chelm_context *context;
    const chelm_chart *chart;
    const chelm_result *wanted;
    int renders, differ;
    pthread_t thread;
};

static void *work(void *data)
{
    struct worker *w = data;
    chelm_text want = chelm_result_output(w->wanted);
    for (int i = 0; i < w->renders; i++) {
        const chelm_render_options o = {CHELM_SIZE(chelm_render_options), .source_map = i % 2 == 1};
        chelm_result *r = chelm_render(w->context, w->chart, &o);
        chelm_text got = chelm_result_output(r);
        if (!chelm_result_ok(r) || got.len != want.len || memcmp(got.s, want.s, got.len) != 0)
            w->differ++;
        chelm_result_free(r);
    }
    return NULL;
}

int main(int argc, char **argv)
{
    if (argc != 4)
        return 2;
    int n = atoi(argv[2]), renders = atoi(argv[3]), differ = 0;
    chelm_context_options world = {CHELM_SIZE(chelm_context_options),
                                   .seed = chelm_text_of("threads")};
    chelm_context *c = chelm_context_new(&world);
    struct worker *workers = calloc((size_t)n, sizeof *workers);
    pthread_attr_t attr;
    pthread_attr_init(&attr);
    pthread_attr_setstacksize(&attr, CHELM_STACK_SIZE);
    for (int loaded = 0; loaded < 2; loaded++) {
        chelm_chart *chart = chelm_chart_open(c, chelm_text_of(argv[1]));
        if (loaded)
            chelm_chart_load(c, chart);
        chelm_result *wanted = chelm_render(c, chart, NULL);
        differ += !chelm_result_ok(wanted);
        for (int i = 0; i < n; i++) {
            workers[i] = (struct worker){c, chart, wanted, .renders = renders};
            if (pthread_create(&workers[i].thread, &attr, work, &workers[i]) != 0)
                abort();
        }
        for (int i = 0; i < n; i++) {
            pthread_join(workers[i].thread, NULL);
            differ += workers[i].differ;
        }
        chelm_result_free(wanted);
        chelm_chart_free(chart);
    }
    pthread_attr_destroy(&attr);
    free(workers);
    chelm_context_free(c);
    printf("threads: %d passed, %d failed\n", 2 * n * renders - differ, differ);
    return differ ? EXIT_FAILURE : EXIT_SUCCESS;
}
