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
 * Detects the Amazon Corretto Crypto Provider, which applications can have as a dependency, and BouncyCastle, which they can
 * leave out. Prepares the application's client for AWS KMS.
 */
class CryptoProcessor {

    private static final Logger LOG = Logger.getLogger(CryptoProcessor.class);

    private static final String PROVIDER = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    /** BouncyCastle for FIPS does not have it. */
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
     * Given by name, because the class path of the build might lack it, too.
     */
    @BuildStep
    void bouncyCastle(BuildProducer<AdditionalBeanBuildItem> beans,
            BuildProducer<RuntimeInitializedClassBuildItem> initializedAtRuntime) {
        if (isPresent(BOUNCY_CASTLE)) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(BouncyCastleLibrary.class));
            // contains a source of random numbers, whose state must differ between processes
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
     * Its JAR contains a native library, which it binds in ways that are not registered for a native image.
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
     * The module for AWS KMS looks this client up, and does not inject it, so ArC would remove the application's bean. A native
     * build links all classes, and the AWS SDK refers to those of aws-crt, which applications need not have. Its executables
     * only open URLs with HTTPS if an extension needs it.
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
