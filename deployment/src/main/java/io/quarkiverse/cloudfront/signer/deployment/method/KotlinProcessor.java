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
 * Adds support for suspend functions and flows to applications with coroutines.
 */
class KotlinProcessor {

    @BuildStep
    void sign(ApplicationSupportBuildItem application, SignedAnnotationsBuildItem annotations,
            BuildProducer<AdditionalBeanBuildItem> beans) {
        if (application.hasCoroutines() && annotations.areThere()) {
            // by name, because not all applications have Kotlin
            beans.produce(AdditionalBeanBuildItem
                    .unremovableOf("io.quarkiverse.cloudfront.signer.runtime.kotlin.KotlinCoroutines"));
        }
    }

    /**
     * The compiler also copies annotations to static methods, which Quarkus would intercept.
     */
    @BuildStep
    AnnotationsTransformerBuildItem removeCopies() {
        return new AnnotationsTransformerBuildItem(AnnotationTransformation.forMethods()
                .whenMethod(method -> method.hasDeclaredAnnotation(DotNames.SIGNED_RESOURCE)
                        && KotlinFunctions.isCompatibilityClass(method.declaringClass()))
                .transform(context -> context.remove(annotation -> annotation.name().equals(DotNames.SIGNED_RESOURCE))));
    }
}
