/* The namespace that the user's kubeconfig gives to commands that name none.
 *
 * Nothing is ever written, and no cluster is asked; what cannot be read counts as not there.
 */
#ifndef CHELM_CLI_KUBECONFIG_H
#define CHELM_CLI_KUBECONFIG_H

#include "base/str.h"

/* The namespace of a context (of the current one when `context` is empty) in the file `path`, else
 * in the files of $KUBECONFIG, else in ~/.kube/config. Of several files the first that says
 * something counts. Empty when none does. As EnvSettings.Namespace and client-go's clientcmd. */
str kubeconfig_namespace(struct arena *a, str path, str context);

#endif
