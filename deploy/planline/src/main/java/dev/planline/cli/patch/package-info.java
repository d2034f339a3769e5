/** JSON Patch (RFC 6902): changes to a JSON value, written as JSON. */
@NullMarked
package dev.planline.cli.patch;

import org.jspecify.annotations.NullMarked;
