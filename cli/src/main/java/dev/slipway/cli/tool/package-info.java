/**
 * Other programs' checks, run beside ours where they are installed: each with a time limit, its
 * findings in our form. They get file names as arguments and never a shell.
 */
@NullMarked
package dev.slipway.cli.tool;

import org.jspecify.annotations.NullMarked;
