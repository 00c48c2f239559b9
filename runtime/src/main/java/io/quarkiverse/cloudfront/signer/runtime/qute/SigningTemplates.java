package io.quarkiverse.cloudfront.signer.runtime.qute;

/**
 * The templates of the application. An interface without Qute, because the recorder reaches it in each application.
 */
interface SigningTemplates {

    /**
     * From now on templates are rendered that sign.
     */
    void use();
}
