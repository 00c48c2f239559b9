package io.quarkiverse.cloudfront.signer.runtime.field;

import java.lang.reflect.Type;

/**
 * Copies objects with signed fields, for answers that a library other than Quarkus REST writes, such as those of MCP tools.
 */
public interface FieldCopies {

    /**
     * A copy whose fields are signed. Blocks while it signs.
     *
     * @param type of the copy, with its type arguments
     */
    Object copy(Object original, Type type, FieldSigner signer);
}
