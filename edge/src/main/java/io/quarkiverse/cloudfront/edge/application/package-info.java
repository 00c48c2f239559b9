/**
 * The application behind a distribution, as a second origin.
 */
@NullMarked
package io.quarkiverse.cloudfront.edge.application;

import org.jspecify.annotations.NullMarked;
