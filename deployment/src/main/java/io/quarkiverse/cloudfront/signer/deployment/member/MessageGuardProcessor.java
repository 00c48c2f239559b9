package io.quarkiverse.cloudfront.signer.deployment.member;

import org.jboss.jandex.AnnotationTransformation;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;

import io.quarkiverse.cloudfront.signer.deployment.annotation.BuildProblems;
import io.quarkiverse.cloudfront.signer.runtime.websocket.MessageGuardInterceptor;
import io.quarkiverse.cloudfront.signer.runtime.websocket.MessageWriterBinding;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.AnnotationsTransformerBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.arc.processor.BeanInfo;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;

/**
 * Guards all messages to WebSockets in applications with signed fields.
 */
class MessageGuardProcessor {

    private static final DotName WEB_SOCKET = DotName.createSimple("io.quarkus.websockets.next.WebSocket");
    private static final DotName BINDING = DotName.createSimple(MessageWriterBinding.class);

    /** The class that encodes all messages that are not text, regardless of the codec. */
    private static final DotName CODECS = DotName.createSimple("io.quarkus.websockets.next.runtime.Codecs");

    @BuildStep
    void bind(MembersBuildItem members, Capabilities capabilities, BuildProducer<AdditionalBeanBuildItem> beans,
            BuildProducer<AnnotationsTransformerBuildItem> transformers) {
        if (members.areThere() && capabilities.isPresent(Capability.WEBSOCKETS_NEXT)) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(MessageGuardInterceptor.class));
            transformers.produce(new AnnotationsTransformerBuildItem(AnnotationTransformation.forMethods()
                    .whenMethod(MessageGuardProcessor::isEncoding)
                    .transform(context -> context.add(MessageWriterBinding.class))));
        }
    }

    private static boolean isEncoding(MethodInfo method) {
        return method.declaringClass().name().equals(CODECS)
                && (method.name().equals("textEncode") || method.name().equals("binaryEncode"));
    }

    /**
     * Checks the version, because another version of Quarkus may encode messages elsewhere.
     */
    @BuildStep
    void check(MembersBuildItem members, CombinedIndexBuildItem index, ValidationPhaseBuildItem validation,
            BuildProducer<ValidationErrorBuildItem> errors) {
        if (members.areThere() && !index.getIndex().getAnnotations(WEB_SOCKET).isEmpty()
                && guarded(validation) != 2) {
            BuildProblems problems = new BuildProblems();
            problems.add(members.members().get(0).description() + " has @SignedResource, but this version of "
                    + "quarkus-websockets-next is unknown, so the field could be sent unsigned in a message to a WebSocket. "
                    + "Use a version of Quarkus that the extension supports");
            problems.report(errors);
        }
    }

    private static long guarded(ValidationPhaseBuildItem validation) {
        return validation.getContext().beans().classBeans().stream().map(BeanInfo::getInterceptedMethodsBindings)
                .flatMap(methods -> methods.values().stream())
                .filter(bindings -> bindings.stream().anyMatch(binding -> binding.name().equals(BINDING)))
                .count();
    }
}
