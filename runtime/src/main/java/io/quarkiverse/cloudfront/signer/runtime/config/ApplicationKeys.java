package io.quarkiverse.cloudfront.signer.runtime.config;

import java.util.Optional;

import io.quarkiverse.cloudfront.signer.PolicySigner;
import io.quarkus.credentials.CredentialsProvider;

/**
 * The beans of an application that have keys, or sign with them.
 */
public interface ApplicationKeys {

    /**
     * The application's own key of a signer.
     */
    Optional<PolicySigner> remoteKey(String signer);

    /**
     * @param beanName of one among several
     * @return empty if there is none, or several and none of that name
     */
    Optional<CredentialsProvider> credentialsProvider(Optional<String> beanName);
}
