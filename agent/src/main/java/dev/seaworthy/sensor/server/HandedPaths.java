package dev.seaworthy.sensor.server;

/**
 * Where an application hands the path of a file to a library that writes it later, on a thread of its own: on that
 * thread's stack nothing is the application's. A newcomer is one line: class, method, and which parameter the path is.
 */
final class HandedPaths {

    static final String POINTS = """
            hands? java/net/http/HttpResponse$BodyHandlers ofFile(Ljava/nio/file/Path;[Ljava/nio/file/OpenOption;)Ljava/net/http/HttpResponse$BodyHandler; 0
            hands? io/vertx/core/file/impl/FileSystemImpl open,writeFile 0
            hands? io/vertx/core/file/impl/FileSystemImpl move,copy 1
            hands? org/springframework/core/io/buffer/DataBufferUtils write(Lorg/reactivestreams/Publisher;Ljava/nio/file/Path;[Ljava/nio/file/OpenOption;)Lreactor/core/publisher/Mono; 1
            hands? org/springframework/http/codec/multipart/DefaultParts$DefaultFilePart transferTo(Ljava/nio/file/Path;)Lreactor/core/publisher/Mono; 0
            hands? io/micronaut/http/server/netty/multipart/NettyStreamingFileUpload transferTo(Ljava/io/File;)Lorg/reactivestreams/Publisher; 0
            hands? org/springframework/http/codec/multipart/SynchronossPartHttpMessageReader$SynchronossFilePart transferTo(Ljava/nio/file/Path;)Lreactor/core/publisher/Mono; 0
            """;

    private HandedPaths() {}
}
