package io.quarkiverse.cloudfront.signer.deployment.signer;

import org.jboss.jandex.DotName;
import org.jboss.logging.Logger;

import io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle.BouncyCastleLibrary;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.UnremovableBeanBuildItem;
import io.quarkus.bootstrap.classloading.QuarkusClassLoader;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.Produce;
import io.quarkus.deployment.builditem.ExtensionSslNativeSupportBuildItem;
import io.quarkus.deployment.builditem.nativeimage.NativeImageAllowIncompleteClasspathBuildItem;
import io.quarkus.deployment.builditem.nativeimage.RuntimeInitializedClassBuildItem;
import io.quarkus.deployment.pkg.builditem.ArtifactResultBuildItem;
import io.quarkus.deployment.pkg.steps.NativeOrNativeSourcesBuild;

/**
 * Detects the Amazon Corretto Crypto Provider, which applications can add as a dependency, and BouncyCastle, which they can
 * exclude. Also prepares the application's client for AWS KMS.
 */
class CryptoProcessor {

    private static final Logger LOG = Logger.getLogger(CryptoProcessor.class);

    private static final String PROVIDER = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    /** A class that BouncyCastle has, but BouncyCastle for FIPS does not. */
    private static final String BOUNCY_CASTLE = "org.bouncycastle.crypto.signers.ECDSASigner";

    private static final String BOUNCY_CASTLE_FIPS = "org.bouncycastle.jcajce.provider.BouncyCastleFipsProvider";

    @BuildStep(onlyIfNot = NativeOrNativeSourcesBuild.class)
    void corretto(BuildProducer<AdditionalBeanBuildItem> beans) {
        if (isPresent(PROVIDER)) {
            beans.produce(AdditionalBeanBuildItem
                    .unremovableOf("io.quarkiverse.cloudfront.signer.runtime.corretto.AmazonCorrettoProvider"));
        }
    }

    /**
     * Looks up BouncyCastle by name, because the class path of the build might lack it, too.
     */
    @BuildStep
    void bouncyCastle(BuildProducer<AdditionalBeanBuildItem> beans,
            BuildProducer<RuntimeInitializedClassBuildItem> initializedAtRuntime) {
        if (isPresent(BOUNCY_CASTLE)) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(BouncyCastleLibrary.class));
            // contains a random number generator, whose state must differ between processes
            initializedAtRuntime
                    .produce(new RuntimeInitializedClassBuildItem("org.bouncycastle.crypto.CryptoServicesRegistrar"));
            if (isPresent(BOUNCY_CASTLE_FIPS)) {
                LOG.warn(
                        "The application has both BouncyCastle and BouncyCastle for FIPS, whose classes have the same names, so "
                                + "either can fail at any time. Exclude org.bouncycastle from quarkus-cloudfront-signer, or remove "
                                + "org.bouncycastle:bc-fips");
            }
        }
    }

    /**
     * Reports that a native executable does not use the Amazon Corretto Crypto Provider. Its JAR contains a native library,
     * whose bindings are not registered for native images.
     */
    @BuildStep(onlyIf = NativeOrNativeSourcesBuild.class)
    @Produce(ArtifactResultBuildItem.class)
    void noCorrettoInNativeImages() {
        if (isPresent(PROVIDER)) {
            LOG.info("The Amazon Corretto Crypto Provider is a dependency, but native executables do not use it: RSA keys "
                    + "use the Java platform's provider");
        }
    }

    /**
     * Keeps the application's client for AWS KMS, which ArC would remove, because the module for AWS KMS looks it up instead of
     * injecting it. A native build links all classes, and the AWS SDK refers to classes of aws-crt, which applications need not
     * have. Native executables can open URLs with HTTPS only if an extension requests this.
     */
    @BuildStep
    void awsKms(BuildProducer<UnremovableBeanBuildItem> beans,
            BuildProducer<NativeImageAllowIncompleteClasspathBuildItem> linkedAtRuntime,
            BuildProducer<ExtensionSslNativeSupportBuildItem> https) {
        if (isPresent("io.quarkiverse.cloudfront.signer.aws.KmsKeyService")) {
            beans.produce(UnremovableBeanBuildItem
                    .beanTypes(DotName.createSimple("software.amazon.awssdk.services.kms.KmsAsyncClient")));
            linkedAtRuntime.produce(new NativeImageAllowIncompleteClasspathBuildItem("cloudfront-signer-aws"));
            https.produce(new ExtensionSslNativeSupportBuildItem("cloudfront-signer-aws"));
        }
    }

    private static boolean isPresent(String className) {
        return QuarkusClassLoader.isClassPresentAtRuntime(className);
    }
}
