package fixture.serve;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.MethodDescriptor;
import io.grpc.ServerBuilder;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A gRPC service, a method for each path, without generated code. */
public final class GrpcServer implements Dock, MethodDescriptor.Marshaller<String> {

    private static final ExecutorService WORKERS = Executors.newFixedThreadPool(3);

    private final ConcurrentHashMap<Integer, ManagedChannel> channels = new ConcurrentHashMap<>();

    @Override
    public int open() throws IOException {
        ServerServiceDefinition.Builder service = ServerServiceDefinition.builder("quay.Quay");
        for (String path : new String[] {"/bare", "/loop", "/few", "/calm"}) {
            service.addMethod(method(path), ServerCalls.<String, String>asyncUnaryCall((request, answers) -> {
                Cargo.before(path);
                WORKERS.execute(() -> {
                    answers.onNext(Cargo.after(path));
                    answers.onCompleted();
                });
            }));
        }
        return ServerBuilder.forPort(0).addService(service.build()).build().start().getPort();
    }

    @Override
    public String call(int port, String path) {
        ManagedChannel channel = channels.computeIfAbsent(
                port,
                any -> ManagedChannelBuilder.forAddress("localhost", port).usePlaintext().build());
        return ClientCalls.blockingUnaryCall(channel, method(path), CallOptions.DEFAULT, path);
    }

    private MethodDescriptor<String, String> method(String path) {
        return MethodDescriptor.newBuilder(this, this)
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName("quay.Quay" + path)
                .build();
    }

    @Override
    public InputStream stream(String value) {
        return new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String parse(InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
