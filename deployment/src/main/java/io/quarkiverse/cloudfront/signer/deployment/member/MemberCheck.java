package io.quarkiverse.cloudfront.signer.deployment.member;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Type;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.deployment.annotation.ExpiresInCheck;
import io.quarkiverse.cloudfront.signer.deployment.annotation.ResourceCheck;
import io.quarkiverse.cloudfront.signer.deployment.annotation.ReturnTypes;
import io.quarkiverse.cloudfront.signer.deployment.annotation.SignedResourceElements;
import io.quarkiverse.cloudfront.signer.deployment.annotation.StaticPlaylistCheck;

/**
 * Finds fields that cannot be signed, and code that would write fields without their serializer.
 */
final class MemberCheck {

    private final IndexView index;
    private final List<Member> members;
    private final MemberReachability reach;
    private final ResourceCheck resourceCheck;
    private final List<String> problems = new ArrayList<>();

    MemberCheck(IndexView index, List<Member> members, ResourceCheck resourceCheck) {
        this.index = index;
        this.members = members;
        this.reach = new MemberReachability(index, members);
        this.resourceCheck = resourceCheck;
    }

    List<String> find() {
        for (Member member : members) {
            checkType(member);
            checkHiding(member);
            checkElements(member);
            checkBypasses(member);
            checkClass(member);
        }
        if (!members.isEmpty()) {
            checkNarrowing();
            checkSerializers();
        }
        return problems;
    }

    private void add(Member member, String message) {
        problems.add(member.description() + " " + message);
    }

    private void checkType(Member member) {
        if (!ReturnTypes.isValue(member.type())) {
            add(member, "is of type " + member.type() + ", which cannot be signed; supported are String, URI and URL, and an "
                    + "Optional, array, Collection, List, Set or Map (its values) of these");
        } else if (member.accessors().stream().noneMatch(Member.Accessor::written)
                && !member.has(JsonNames.JSON_IGNORE)) {
            add(member, "has @SignedResource, but is not public and does not have a public getter, so it is not written as "
                    + "JSON; add a getter, or annotate it with @JsonProperty or @JsonbProperty");
        }
    }

    /**
     * A field that hides a signed field has the same name in JSON, and is also signed.
     */
    private void checkHiding(Member member) {
        for (Member.Accessor accessor : member.accessors()) {
            if (accessor.isField() && accessor.written() && !accessor.owner().name().equals(member.owner().name())
                    && !ReturnTypes.isValue(accessor.target().asField().type())) {
                add(member, "has @SignedResource, but " + accessor.owner().name() + "#" + accessor.name() + " of type "
                        + accessor.target().asField().type() + ", which hides it, cannot be signed; rename it");
            }
        }
    }

    private void checkElements(Member member) {
        SignedResourceElements elements = member.elements();
        if (elements.delivery() == Delivery.COOKIES) {
            add(member, "has @SignedResource(delivery = COOKIES), but cookies are set on a whole response; set the delivery "
                    + "on the REST method, and remove it here");
        }
        if (!elements.resource().isEmpty()) {
            for (String mistake : resourceCheck.mistakesOfMember(elements.resource())) {
                add(member, "has the resource \"" + elements.resource() + "\": " + mistake);
            }
        }
        for (String mistake : Arrays.asList(ExpiresInCheck.mistake(elements.expiresIn()),
                StaticPlaylistCheck.mistakeOfMember(elements))) {
            if (mistake != null) {
                add(member, mistake);
            }
        }
    }

    private void checkBypasses(Member member) {
        for (DotName bypass : JsonNames.BYPASSES) {
            if (member.has(bypass)) {
                add(member, "has @SignedResource and @" + bypass.withoutPackagePrefix()
                        + ", which writes it unsigned; remove one of them");
            }
        }
        for (Member.Accessor accessor : member.accessors()) {
            AnnotationInstance serialize = accessor.annotation(JsonNames.JSON_SERIALIZE);
            if (serialize != null && JsonNames.REPLACING.stream().anyMatch(element -> serialize.value(element) != null)) {
                add(member, "has @SignedResource and its own serializer with @JsonSerialize, which writes it unsigned; "
                        + "remove one of them");
            }
        }
    }

    private void checkClass(Member member) {
        List<ClassInfo> classes = new ArrayList<>(index.getAllKnownSubclasses(member.owner().name()));
        classes.addAll(index.getAllKnownImplementations(member.owner().name()));
        classes.add(member.owner());
        for (ClassInfo type : classes) {
            AnnotationInstance serialize = type.declaredAnnotation(JsonNames.JSON_SERIALIZE);
            if (serialize != null && JsonNames.REPLACING.stream().anyMatch(element -> serialize.value(element) != null)) {
                addBypassOfClass(member, type, JsonNames.JSON_SERIALIZE);
            }
            for (DotName bypass : List.of(JsonNames.JSONB_TYPE_SERIALIZER, JsonNames.JSONB_TYPE_ADAPTER)) {
                if (type.hasDeclaredAnnotation(bypass)) {
                    addBypassOfClass(member, type, bypass);
                }
            }
            AnnotationInstance identity = type.declaredAnnotation(JsonNames.JSON_IDENTITY_INFO);
            if (identity != null && identity.value("property") != null
                    && identity.value("property").asString().equals(member.name())) {
                addBypassOfClass(member, type, JsonNames.JSON_IDENTITY_INFO);
            }
        }
    }

    private void addBypassOfClass(Member member, ClassInfo type, DotName bypass) {
        add(member, "has @SignedResource, but @" + bypass.withoutPackagePrefix() + " on "
                + type.name() + " causes it to be written unsigned; remove one of them");
    }

    /**
     * An object that is written as if it had a superclass's type is written without its own fields.
     */
    private void checkNarrowing() {
        for (AnnotationInstance serialize : index.getAnnotations(JsonNames.JSON_SERIALIZE)) {
            for (String element : JsonNames.NARROWING) {
                AnnotationValue as = serialize.value(element);
                ClassInfo type = as == null ? null : index.getClassByName(as.asClass().name());
                if (type != null && !reach.hasMembers(type)
                        && reach.of(Type.create(type.name(), Type.Kind.CLASS)) == MemberReachability.Answer.YES) {
                    problems.add(describe(serialize.target()) + " has @JsonSerialize(" + element + " = "
                            + type.name().withoutPackagePrefix() + "), and objects of this type have fields with "
                            + "@SignedResource that would be written unsigned; remove it, or annotate fields that "
                            + "" + type.name() + " declares");
                }
            }
        }
    }

    private static String describe(AnnotationTarget target) {
        return switch (target.kind()) {
            case CLASS -> target.asClass().name().toString();
            case FIELD -> target.asField().declaringClass().name() + "#" + target.asField().name();
            case METHOD -> SignedResourceElements.describe(target.asMethod());
            default -> target.toString();
        };
    }

    private void checkSerializers() {
        for (DotName above : JsonNames.SERIALIZERS) {
            List<ClassInfo> serializers = new ArrayList<>(index.getAllKnownSubclasses(above));
            serializers.addAll(index.getAllKnownImplementations(above));
            for (ClassInfo serializer : serializers) {
                ClassInfo written = written(serializer, above);
                if (written != null && reach.hasMembers(written)) {
                    problems.add(serializer.name() + " writes " + written.name()
                            + " itself, including fields with @SignedResource, which would be unsigned; have the JSON "
                            + "library write the class, and remove this one");
                }
            }
        }
    }

    private @Nullable ClassInfo written(ClassInfo serializer, DotName above) {
        List<Type> supertypes = new ArrayList<>(serializer.interfaceTypes());
        supertypes.add(serializer.superClassType());
        for (Type type : supertypes) {
            if (type != null && type.name().equals(above) && type.kind() == Type.Kind.PARAMETERIZED_TYPE) {
                return index.getClassByName(type.asParameterizedType().arguments().get(0).name());
            }
        }
        return null;
    }
}
