package com.acme.media;

import java.io.IOException;
import java.io.InputStream;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes pictures. */
@RestController
public class UploadController {

    @PostMapping("/pictures")
    String upload(InputStream picture) throws IOException {
        return Pictures.keep(picture);
    }
}
