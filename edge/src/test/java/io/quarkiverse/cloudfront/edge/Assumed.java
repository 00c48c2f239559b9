package io.quarkiverse.cloudfront.edge;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.Tag;

/**
 * Marks a test of a rule that AWS's own pages do not state, so that CloudFront may behave differently. If a request to a real
 * distribution contradicts an expectation, look here first.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Tag("assumed")
public @interface Assumed {

    /** AWS does not publish a list of error codes. */
    String ERROR_CODES = "the error codes are from support articles and reports";

    /** The pages only describe correct requests. The edge refuses what CloudFront might refuse. */
    String STRICT = "the pages only describe correct requests";

    /** Where the rule comes from. */
    String value();

    /** The questions of the {@code conformance} module, by their IDs, whose answers show whether CloudFront has the rule. */
    String[] asks();
}
