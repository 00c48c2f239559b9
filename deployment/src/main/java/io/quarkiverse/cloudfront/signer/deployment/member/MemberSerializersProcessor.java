package io.quarkiverse.cloudfront.signer.deployment.member;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.quarkiverse.cloudfront.signer.runtime.member.jackson.JacksonMemberSerializer;
import io.quarkiverse.cloudfront.signer.runtime.member.jsonb.JsonbMemberSerializer;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.GeneratedClassGizmoAdaptor;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.BytecodeTransformerBuildItem;
import io.quarkus.deployment.builditem.GeneratedClassBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.gizmo.ClassCreator;
import io.quarkus.gizmo.MethodCreator;
import io.quarkus.gizmo.MethodDescriptor;

/**
 * Gives each signed field its own serializer with an annotation in its class, so that it is signed regardless of the mapper and
 * its configuration.
 */
class MemberSerializersProcessor {

    private static final String PREFIX = "io.quarkiverse.cloudfront.signer.generated.";

    @BuildStep
    void serializers(MembersBuildItem members, Capabilities capabilities, BuildProducer<GeneratedClassBuildItem> classes,
            BuildProducer<BytecodeTransformerBuildItem> transformers, BuildProducer<ReflectiveClassBuildItem> reflection) {
        boolean jackson = capabilities.isPresent(Capability.JACKSON);
        boolean jsonb = capabilities.isPresent(Capability.JSONB);
        GeneratedClassGizmoAdaptor output = new GeneratedClassGizmoAdaptor(classes, true);
        Map<String, Map<String, MemberSerializers>> annotations = new TreeMap<>();
        List<String> generated = new ArrayList<>();
        for (int i = 0; i < members.members().size(); i++) {
            String forJackson = PREFIX + "JacksonMember" + i;
            String forJsonb = PREFIX + "JsonbMember" + i;
            if (jackson) {
                generate(output, forJackson, JacksonMemberSerializer.class, i);
                generated.add(forJackson);
            }
            if (jsonb) {
                generate(output, forJsonb, JsonbMemberSerializer.class, i);
                generated.add(forJsonb);
            }
            for (Member.Accessor accessor : members.members().get(i).accessors()) {
                annotations.computeIfAbsent(accessor.owner().name().toString(), ignored -> new HashMap<>())
                        .put(MemberSerializers.key(accessor), new MemberSerializers(
                                jackson && accessor.written() ? forJackson : null, jsonb ? forJsonb : null));
            }
        }
        annotations.forEach((type, accessors) -> transformers.produce(new BytecodeTransformerBuildItem.Builder()
                .setClassToTransform(type)
                .setVisitorFunction((name, visitor) -> new MemberClassVisitor(visitor, accessors))
                .build()));
        if (!generated.isEmpty()) {
            reflection.produce(ReflectiveClassBuildItem.builder(generated.toArray(String[]::new)).constructors()
                    .reason("JSON libraries instantiate them").build());
        }
    }

    private static void generate(GeneratedClassGizmoAdaptor output, String name, Class<?> superClass, int member) {
        try (ClassCreator creator = ClassCreator.builder().classOutput(output).className(name).superClass(superClass).build();
                MethodCreator constructor = creator.getMethodCreator(MethodDescriptor.INIT, void.class)) {
            constructor.invokeSpecialMethod(MethodDescriptor.ofConstructor(superClass, int.class), constructor.getThis(),
                    constructor.load(member));
            constructor.returnVoid();
        }
    }
}
