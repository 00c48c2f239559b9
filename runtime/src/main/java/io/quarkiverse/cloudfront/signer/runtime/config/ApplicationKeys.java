package io.quarkiverse.cloudfront.signer.runtime.config;

import java.util.List;
import java.util.Optional;

import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.SigningKeyChanged;
import io.quarkiverse.cloudfront.signer.runtime.corretto.CorrettoProvider;
import io.quarkus.credentials.CredentialsProvider;

/**
 * The beans of an application that have keys, sign with them, or want to know of changes.
 */
public interface ApplicationKeys {

    /**
     * All beans with the signer's qualifier: its own key, and those that take over later.
     */
    List<SigningKey> remoteKeys(String signer);

    /**
     * @param beanName of one among several
     * @return empty if there is none, or several and none of that name
     */
    Optional<CredentialsProvider> credentialsProvider(Optional<String> beanName);

    /**
     * The Amazon Corretto Crypto Provider, if the application has it.
     */
    Optional<CorrettoProvider> corretto();

    /**
     * Is told that another key signs from now on. Called on any thread, the event loop among them.
     */
    void keyChanged(SigningKeyChanged change);
}
