# The telescope: simulates, publishes and watches a stream. Built from the root of the checkout:
#
#   docker build -f deploy/telescope.Dockerfile -t streaming-telescope .
#   docker run --rm --network host streaming-telescope publish --simulate 100000
#
# Build arguments, all optional:
#   DOTNET_VERSION  tag of the .NET images, default 10.0
#   VERSION         version of the assemblies and of the image, default 0.1.0
#   REVISION        commit that the image is made from
#   CREATED         time of the build, RFC 3339
ARG DOTNET_VERSION=10.0

FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:${DOTNET_VERSION}-noble AS build
WORKDIR /source

# What restoring reads, alone: the packages are fetched anew only when one of these files changes.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY src/Catalogues/Catalogues.csproj src/Catalogues/packages.lock.json src/Catalogues/
COPY src/Classification/Classification.csproj src/Classification/packages.lock.json src/Classification/
COPY src/Contracts/Contracts.csproj src/Contracts/packages.lock.json src/Contracts/
COPY src/Diagnosis/Diagnosis.csproj src/Diagnosis/packages.lock.json src/Diagnosis/
COPY src/Simulation/Simulation.csproj src/Simulation/packages.lock.json src/Simulation/
COPY src/Terminal/Terminal.csproj src/Terminal/packages.lock.json src/Terminal/
COPY src/Telescope/Telescope.csproj src/Telescope/packages.lock.json src/Telescope/
RUN dotnet restore src/Telescope --locked-mode

COPY .editorconfig BannedSymbols.txt ./
COPY src/Catalogues/ src/Catalogues/
COPY src/Classification/ src/Classification/
COPY src/Contracts/ src/Contracts/
COPY src/Diagnosis/ src/Diagnosis/
COPY src/Simulation/ src/Simulation/
COPY src/Terminal/ src/Terminal/
COPY src/Telescope/ src/Telescope/
ARG VERSION=0.1.0
# Of the native libraries, for seven platforms, the one of the image's platform stays: it reads Parquet.
ARG TARGETARCH
RUN dotnet publish src/Telescope -c Release --no-restore -o /app \
      -p:UseAppHost=false -p:Version=$VERSION -p:PublishDocumentationFiles=false \
    && case "$TARGETARCH" in arm64) platform=linux-arm64 ;; *) platform=linux-x64 ;; esac \
    && find /app/runtimes -type f ! -path "*/$platform/native/ParquetSharpNative.so" -delete \
    && find /app/runtimes -type d -empty -delete \
    && install -d /nights

FROM mcr.microsoft.com/dotnet/runtime:${DOTNET_VERSION}-noble-chiseled
ARG VERSION=0.1.0
ARG REVISION=
ARG CREATED=
LABEL org.opencontainers.image.title="Streaming telescope" \
      org.opencontainers.image.description="Simulates, publishes and watches a stream of astronomical observations" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version=$VERSION \
      org.opencontainers.image.revision=$REVISION \
      org.opencontainers.image.created=$CREATED
WORKDIR /app
COPY --from=build /app ./
# The user's own: a volume that is first filled from here can be written to (telescope simulate --out /nights/…).
COPY --from=build --chown=$APP_UID:$APP_UID /nights /nights
ENV DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
USER $APP_UID
# It runs once and ends: its exit code is its health.
HEALTHCHECK NONE
ENTRYPOINT ["dotnet", "Streaming.Telescope.dll"]
CMD ["--help"]
