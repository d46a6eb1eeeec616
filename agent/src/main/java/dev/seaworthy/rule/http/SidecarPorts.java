package dev.seaworthy.rule.http;

/** Ports on which well-known companions of a service listen on loopback by design. */
final class SidecarPorts {

    private SidecarPorts() {}

    static boolean contains(int port) {
        return switch (port) {
            // Linkerd, Dapr, Consul, Vault, OTLP, StatsD, Datadog, AWS X-Ray, ECS agent
            case 4140, 4143, 4191, 3500, 8500, 8501, 8200, 4317, 4318, 8125, 8126, 2000, 51678, 51679 -> true;
            default -> port >= 15000 && port <= 15090; // Envoy
        };
    }
}
