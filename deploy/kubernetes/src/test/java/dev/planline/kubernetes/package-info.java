/** Holds the manifests for Kubernetes against Kubernetes, against the operators that they speak to, and against the code. */
@NullMarked
package dev.planline.kubernetes;

import org.jspecify.annotations.NullMarked;
