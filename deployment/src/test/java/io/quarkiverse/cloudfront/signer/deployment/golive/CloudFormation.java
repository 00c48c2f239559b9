package io.quarkiverse.cloudfront.signer.deployment.golive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Evaluates a template of CloudFormation: the resources that it creates, by name, with their types and properties. A reference
 * to a
 * resource or a parameter is its name, and a resource's attribute is {@code Name.Attribute}.
 */
final class CloudFormation {

    private static final Object NO_VALUE = new Object();
    private static final Pattern IN_TEXT = Pattern.compile("\\$\\{([\\w:.]+)}");

    private final Map<String, Object> template;
    private final Map<String, String> parameters = new TreeMap<>();

    private CloudFormation(String text, Map<String, String> given) {
        template = new Yaml(new Functions()).load(text);
        map(template.get("Parameters")).forEach((name, parameter) -> parameters.put(name,
                given.getOrDefault(name, (String) map(parameter).getOrDefault("Default", name))));
    }

    /**
     * @param parameters that differ from their defaults
     */
    static Map<String, Map<String, Object>> resources(String text, Map<String, String> parameters) {
        return new CloudFormation(text, parameters).existing("Resources");
    }

    /**
     * @param parameters that differ from their defaults
     */
    static Map<String, Map<String, Object>> outputs(String text, Map<String, String> parameters) {
        return new CloudFormation(text, parameters).existing("Outputs");
    }

    static Map<String, Object> parameter(String text, String name) {
        return map(map(new CloudFormation(text, Map.of()).template.get("Parameters")).get(name));
    }

    private Map<String, Map<String, Object>> existing(String section) {
        Map<String, Map<String, Object>> existing = new TreeMap<>();
        map(template.get(section)).forEach((name, entry) -> {
            if (exists(map(entry))) {
                existing.put(name, map(evaluate(entry)));
            }
        });
        return existing;
    }

    private boolean exists(Map<String, Object> resource) {
        return !resource.containsKey("Condition") || condition((String) resource.get("Condition"));
    }

    private boolean condition(String name) {
        return (Boolean) evaluate(map(template.get("Conditions")).get(name));
    }

    private Object evaluate(Object value) {
        if (value instanceof Map<?, ?>) {
            Map<String, Object> evaluated = new LinkedHashMap<>();
            map(value).forEach((name, member) -> evaluated.put(name, evaluate(member)));
            return evaluated;
        }
        if (value instanceof List<?> list) {
            List<Object> evaluated = new ArrayList<>();
            list.forEach(item -> evaluated.add(evaluate(item)));
            evaluated.remove(NO_VALUE);
            return evaluated;
        }
        return value instanceof Call call ? call(call) : value;
    }

    private Object call(Call call) {
        if (call.function().equals("!If")) {
            List<?> arguments = (List<?>) call.argument();
            return evaluate(arguments.get(condition((String) arguments.get(0)) ? 1 : 2));
        }
        Object argument = evaluate(call.argument());
        List<?> arguments = argument instanceof List<?> list ? list : List.of();
        switch (call.function()) {
            case "!Not":
                return !(Boolean) arguments.get(0);
            case "!Equals":
                return arguments.get(0).equals(arguments.get(1));
            case "!Select":
                return ((List<?>) arguments.get(1)).get((Integer) arguments.get(0));
            case "!Split":
                return List.of(((String) arguments.get(1)).split((String) arguments.get(0)));
            case "!Ref", "!GetAtt":
                if (((String) argument).contains(".") == call.function().equals("!Ref")) {
                    throw new IllegalArgumentException(call.toString());
                }
                return argument.equals("AWS::NoValue") ? NO_VALUE : referred((String) argument);
            case "!Join":
                return String.join((String) arguments.get(0), ((List<?>) arguments.get(1)).toArray(String[]::new));
            case "!Sub":
                Map<String, Object> values = arguments.isEmpty() ? Map.of() : map(arguments.get(1));
                return IN_TEXT.matcher((String) (arguments.isEmpty() ? argument : arguments.get(0)))
                        .replaceAll(name -> Matcher.quoteReplacement(values.containsKey(name.group(1))
                                ? (String) values.get(name.group(1))
                                : referred(name.group(1))));
            default:
                throw new IllegalArgumentException(call.toString());
        }
    }

    private String referred(String name) {
        Object resource = map(template.get("Resources")).get(name.split("\\.")[0]);
        if (!parameters.containsKey(name) && !name.startsWith("AWS::") && (resource == null || !exists(map(resource)))) {
            throw new IllegalArgumentException(name + " does not exist");
        }
        return parameters.getOrDefault(name, name);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private record Call(String function, Object argument) {
    }

    private static final class Functions extends SafeConstructor {

        Functions() {
            super(options());
            yamlMultiConstructors.put("!", new AbstractConstruct() {

                @Override
                public Object construct(Node node) {
                    return new Call(node.getTag().getValue(), node instanceof ScalarNode scalar ? scalar.getValue()
                            : node instanceof SequenceNode sequence ? constructSequence(sequence)
                                    : constructMapping((MappingNode) node));
                }
            });
        }

        private static LoaderOptions options() {
            LoaderOptions options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            return options;
        }
    }
}
