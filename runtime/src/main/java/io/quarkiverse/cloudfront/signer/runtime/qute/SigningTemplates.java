package io.quarkiverse.cloudfront.signer.runtime.qute;

/**
 * The application's templates. An interface without Qute, because the recorder uses it in each application.
 */
interface SigningTemplates {

    /**
     * Called at start if templates sign.
     */
    void use();
}
