/* Large files of charts are mapped, not read (api/libchelm.h: map_files). One that is cut off
 * meanwhile is an error, as it would be when it is read. */
#ifndef CHELM_CLI_CUT_FILE_H
#define CHELM_CLI_CUT_FILE_H

/* From now on a read behind a mapped file's new end prints "Error: …" and ends the program with
 * exit status 1. */
void cut_file_guard(void);

#endif
