package io.quarkiverse.cloudfront.signer.deployment.method;

import org.jboss.jandex.AnnotationTransformation;

import io.quarkiverse.cloudfront.signer.deployment.annotation.SignedAnnotationsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.capability.ApplicationSupportBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.index.DotNames;
import io.quarkiverse.cloudfront.signer.deployment.index.KotlinFunctions;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.AnnotationsTransformerBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;

/**
 * The signing of what suspend functions and flows give, in applications that have coroutines.
 */
class KotlinProcessor {

    @BuildStep
    void sign(ApplicationSupportBuildItem application, SignedAnnotationsBuildItem annotations,
            BuildProducer<AdditionalBeanBuildItem> beans) {
        if (application.hasCoroutines() && annotations.areThere()) {
            // by name: Kotlin is not there for every application that this extension is built into
            beans.produce(AdditionalBeanBuildItem
                    .unremovableOf("io.quarkiverse.cloudfront.signer.runtime.kotlin.KotlinCoroutines"));
        }
    }

    /**
     * The compiler copies annotations to static methods as well, and Quarkus would intercept these.
     */
    @BuildStep
    AnnotationsTransformerBuildItem removeCopies() {
        return new AnnotationsTransformerBuildItem(AnnotationTransformation.forMethods()
                .whenMethod(method -> method.hasDeclaredAnnotation(DotNames.SIGNED_RESOURCE)
                        && KotlinFunctions.isCompatibilityClass(method.declaringClass()))
                .transform(context -> context.remove(annotation -> annotation.name().equals(DotNames.SIGNED_RESOURCE))));
    }
}
