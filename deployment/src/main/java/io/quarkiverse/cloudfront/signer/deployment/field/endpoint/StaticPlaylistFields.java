package io.quarkiverse.cloudfront.signer.deployment.field.endpoint;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jboss.jandex.MethodInfo;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.deployment.annotation.BuildProblems;
import io.quarkiverse.cloudfront.signer.deployment.field.AnnotatedField;
import io.quarkiverse.cloudfront.signer.deployment.field.FieldReachability;
import io.quarkiverse.cloudfront.signer.deployment.field.SignedFieldsBuildItem;
import io.quarkiverse.cloudfront.signer.runtime.grant.FieldPlacement;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.SignedMethodInfo;

/**
 * The fields with {@code staticPlaylist} that have the resource of the method that returns them. Finds the methods that have
 * none for them.
 */
public final class StaticPlaylistFields {

    private final Map<AnnotatedField, FieldReachability> fields = new LinkedHashMap<>();
    private final BuildProblems problems;

    public StaticPlaylistFields(SignedFieldsBuildItem signed, BuildProblems problems) {
        this.problems = problems;
        for (AnnotatedField field : signed.fields()) {
            if (field.elements().staticPlaylist() && field.elements().resource().isEmpty()) {
                fields.put(field, signed.reachability().of(field));
            }
        }
    }

    public void check(MethodInfo method, SignedMethodInfo info) {
        boolean configured = info.delivery() == Delivery.COOKIES && info.resource().isEmpty();
        if (info.fields() == FieldPlacement.NONE || configured || info.resource().endsWith("*")) {
            return;
        }
        fields.forEach((field, reach) -> {
            if (reach.ofReturned(method) == FieldReachability.Answer.YES) {
                problems.add(method, "returns " + field.description() + ", which has staticPlaylist and no resource; give the "
                        + "method @SignedResource with a resource that covers the files that the playlist refers to, such as "
                        + "/videos/{id}/*");
            }
        });
    }
}
