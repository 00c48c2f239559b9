package io.quarkiverse.cloudfront.signer.runtime.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.SigningKeyChanged;
import io.quarkiverse.cloudfront.signer.runtime.corretto.CorrettoProvider;
import io.quarkiverse.cloudfront.signer.runtime.key.AwsKms;
import io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle.BouncyCastle;
import io.quarkus.credentials.CredentialsProvider;

/**
 * The application's beans that provide keys, sign with keys, or observe changes of keys.
 */
public interface ApplicationKeys extends Consumer<SigningKeyChanged> {

    /**
     * All beans with the signer's qualifier: its own key, and the keys that take over later.
     */
    List<SigningKey> remoteKeys(String signer);

    /**
     * @param beanName the name of the bean; required if there are several
     * @return empty if there is no such bean, or if there are several and none has that name
     */
    Optional<CredentialsProvider> credentialsProvider(Optional<String> beanName);

    /**
     * The Amazon Corretto Crypto Provider, if the application has it.
     */
    Optional<CorrettoProvider> corretto();

    /**
     * BouncyCastle, if the application has it.
     */
    Optional<BouncyCastle> bouncyCastle();

    /**
     * AWS KMS, if the application has the module for it.
     */
    Optional<AwsKms> awsKms();

    /**
     * Called on any thread, including the event loop, when another key has become active.
     */
    @Override
    void accept(SigningKeyChanged change);
}
