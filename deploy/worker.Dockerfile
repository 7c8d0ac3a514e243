# The worker, with the models of this checkout. Built from the root of the checkout:
#
#   docker build -f deploy/worker.Dockerfile -t streaming-worker .
#
# Build arguments, all optional:
#   DOTNET_VERSION  tag of the .NET images, default 10.0
#   VERSION         version of the assemblies and of the image, default 0.1.0
#   REVISION        commit that the image is made from
#   CREATED         time of the build, RFC 3339
#
# For another platform add --platform linux/arm64: the worker is portable but for one native library, see below.
ARG DOTNET_VERSION=10.0

FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:${DOTNET_VERSION}-noble AS build
WORKDIR /source

# What restoring reads, alone: the packages are fetched anew only when one of these files changes.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY src/Contracts/Contracts.csproj src/Contracts/packages.lock.json src/Contracts/
COPY src/Catalogues/Catalogues.csproj src/Catalogues/packages.lock.json src/Catalogues/
COPY src/Classification/Classification.csproj src/Classification/packages.lock.json src/Classification/
COPY src/Diagnosis/Diagnosis.csproj src/Diagnosis/packages.lock.json src/Diagnosis/
COPY src/Reporting/Reporting.csproj src/Reporting/packages.lock.json src/Reporting/
COPY src/Simulation/Simulation.csproj src/Simulation/packages.lock.json src/Simulation/
COPY src/Terminal/Terminal.csproj src/Terminal/packages.lock.json src/Terminal/
COPY src/Worker/Worker.csproj src/Worker/packages.lock.json src/Worker/
RUN dotnet restore src/Worker --locked-mode

COPY .editorconfig BannedSymbols.txt ./
COPY src/Contracts/ src/Contracts/
COPY src/Catalogues/ src/Catalogues/
COPY src/Classification/ src/Classification/
COPY src/Diagnosis/ src/Diagnosis/
COPY src/Reporting/ src/Reporting/
COPY src/Simulation/ src/Simulation/
COPY src/Terminal/ src/Terminal/
COPY src/Worker/ src/Worker/
ARG VERSION=0.1.0
# Scoring uses managed trees only; of the native libraries, for seven platforms, the one that reads Parquet stays.
ARG TARGETARCH
RUN dotnet publish src/Worker -c Release --no-restore -o /app \
      -p:UseAppHost=false -p:Version=$VERSION -p:PublishDocumentationFiles=false \
    && case "$TARGETARCH" in arm64) platform=linux-arm64 ;; *) platform=linux-x64 ;; esac \
    && find /app/runtimes -type f ! -path "*/$platform/native/ParquetSharpNative.so" -delete \
    && find /app/runtimes -type d -empty -delete

FROM mcr.microsoft.com/dotnet/aspnet:${DOTNET_VERSION}-noble-chiseled
ARG VERSION=0.1.0
ARG REVISION=
ARG CREATED=
LABEL org.opencontainers.image.title="Streaming worker" \
      org.opencontainers.image.description="Classifies observations from RabbitMQ as STAR, GALAXY or QSO" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version=$VERSION \
      org.opencontainers.image.revision=$REVISION \
      org.opencontainers.image.created=$CREATED
WORKDIR /app
COPY --from=build /app ./
# Owned by the user, so that a volume that is first filled from here can be written to by the trainer.
COPY --chown=$APP_UID:$APP_UID models/ models/
ENV ASPNETCORE_HTTP_PORTS=8080 \
    DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
EXPOSE 8080
USER $APP_UID
# There is neither shell nor curl: the program asks itself whether it is ready.
HEALTHCHECK --interval=15s --timeout=10s --start-period=30s --retries=3 \
    CMD ["dotnet", "Streaming.Worker.dll", "health"]
ENTRYPOINT ["dotnet", "Streaming.Worker.dll"]
