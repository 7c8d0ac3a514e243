// An S3 server for tests: node server.js FOLDER [--without-conditions | --bare-tags]
// s3rver speaks S3 over HTTP but passes over If-Match and If-None-Match on PUT, as many small servers do, and its writes
// are seen half done. Here requests are answered one after the other, which gives both.
'use strict';

const { createHash } = require('crypto');
const fs = require('fs');
const { dirname } = require('path');
const S3rver = require('s3rver');

const [folder, option] = process.argv.slice(2);
const server = new S3rver({ directory: folder, address: '127.0.0.1', port: 0, silent: true, resetOnClose: false });

async function read(stream) {
  const chunks = [];
  for await (const chunk of stream) {
    chunks.push(chunk);
  }

  return Buffer.concat(chunks);
}

// s3rver answers before the last bytes are in the file.
const { store } = server;
const putMetadata = store.putMetadata.bind(store);
store.putObject = async object => {
  const content = Buffer.isBuffer(object.content) ? object.content : await read(object.content);
  const path = store.getResourcePath(object.bucket, object.key, 'object');
  fs.mkdirSync(dirname(path), { recursive: true });
  fs.writeFileSync(path, content);
  const md5 = createHash('md5').update(content).digest('hex');
  await putMetadata(object.bucket, object.key, object.metadata, md5);
  return { size: content.length, md5 };
};

async function tagOf(path) {
  const [, bucket, ...key] = decodeURIComponent(path).split('/');
  const object = await store.getObject(bucket, key.join('/'));
  object?.content?.destroy();
  return object?.metadata.etag;
}

function fail(ctx, status, code, message) {
  ctx.status = status;
  ctx.type = 'application/xml';
  ctx.body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
}

let last = Promise.resolve();

server.middleware.unshift(async (ctx, next) => {
  const before = last;
  let done;
  last = new Promise(resolve => (done = resolve));
  await before;
  try {
    const match = ctx.get('if-match');
    if (ctx.method === 'PUT' && option !== '--without-conditions' && (match || ctx.get('if-none-match'))) {
      const quoted = await tagOf(ctx.path);
      // Ceph compares what it is sent with the tag without its quotes.
      const tag = option === '--bare-tags' ? quoted?.replaceAll('"', '') : quoted;
      if (match && !tag) {
        return fail(ctx, 404, 'NoSuchKey', 'The specified key does not exist.');
      }

      if (match ? match !== tag : tag) {
        return fail(ctx, 412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');
      }
    }

    await next();
    if (typeof ctx.body?.pipe === 'function') {
      ctx.body = await read(ctx.body);
    }
  } finally {
    done();
  }
});

server.run().then(({ address, port }) => console.log(`listening on http://${address}:${port}`));
process.on('SIGTERM', () => process.exit(0));
