/** All rules together: to be listed, found by id and explained. */
@NullMarked
package dev.slipway.check.rule.catalog;

import org.jspecify.annotations.NullMarked;
