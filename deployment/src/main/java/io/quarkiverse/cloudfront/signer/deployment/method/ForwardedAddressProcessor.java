package io.quarkiverse.cloudfront.signer.deployment.method;

import java.util.Optional;
import java.util.stream.Stream;

import io.quarkiverse.cloudfront.signer.deployment.field.AnnotatedField;
import io.quarkiverse.cloudfront.signer.deployment.field.SignedFieldsBuildItem;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.SignedMethodInfo;
import io.quarkiverse.cloudfront.signer.runtime.viewer.ForwardedAddressRecorder;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;

/**
 * Has the proxy settings checked if a viewer's address is signed.
 */
class ForwardedAddressProcessor {

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void check(SignedMethodsBuildItem methods, SignedFieldsBuildItem fields, ForwardedAddressRecorder recorder) {
        Optional<String> bound = Stream.concat(
                methods.methods().stream().map(SignedMethod::info).filter(SignedMethodInfo::bindToIp)
                        .map(SignedMethodInfo::description),
                fields.fields().stream().filter(field -> field.elements().bindToIp()).map(AnnotatedField::description))
                .findFirst();
        bound.ifPresent(recorder::check);
    }
}
