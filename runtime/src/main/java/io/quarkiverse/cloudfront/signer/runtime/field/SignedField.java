package io.quarkiverse.cloudfront.signer.runtime.field;

/**
 * A field with {@code @SignedResource}, as the build found it.
 *
 * @param owner the name of the class that declares it
 * @param name its name in JSON
 */
public record SignedField(String owner, String name, FieldTerms terms) {

    String description() {
        return owner + "#" + name;
    }
}
