# The trainer. Built from the root of the checkout:
#
#   docker build -f deploy/trainer.Dockerfile -t streaming-trainer .
#   docker run --rm -v ./data:/data:ro -v streaming_models:/app/models streaming-trainer \
#       train --data /data/star_classification.csv --promote
#   docker run -e ConnectionStrings__RabbitMq -v ./data:/data:ro -v streaming_models:/app/models \
#       -v streaming_labels:/app/labels streaming-trainer schedule --data /data/star_classification.csv
#
# Build arguments, all optional:
#   DOTNET_VERSION  tag of the .NET images, default 10.0
#   VERSION         version of the assemblies and of the image, default 0.1.0
#   REVISION        commit that the image is made from
#   CREATED         time of the build, RFC 3339
#
# Only for x64 (--platform linux/amd64): the LightGBM package has no library for ARM64.
ARG DOTNET_VERSION=10.0

FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:${DOTNET_VERSION}-noble AS build
WORKDIR /source

# What restoring reads, alone: the packages are fetched anew only when one of these files changes.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY src/Contracts/Contracts.csproj src/Contracts/packages.lock.json src/Contracts/
COPY src/Catalogues/Catalogues.csproj src/Catalogues/packages.lock.json src/Catalogues/
COPY src/Classification/Classification.csproj src/Classification/packages.lock.json src/Classification/
COPY src/Reporting/Reporting.csproj src/Reporting/packages.lock.json src/Reporting/
COPY src/Simulation/Simulation.csproj src/Simulation/packages.lock.json src/Simulation/
COPY src/Terminal/Terminal.csproj src/Terminal/packages.lock.json src/Terminal/
COPY src/Trainer/Trainer.csproj src/Trainer/packages.lock.json src/Trainer/
RUN dotnet restore src/Trainer --locked-mode

COPY .editorconfig BannedSymbols.txt ./
COPY src/Contracts/ src/Contracts/
COPY src/Catalogues/ src/Catalogues/
COPY src/Classification/ src/Classification/
COPY src/Reporting/ src/Reporting/
COPY src/Simulation/ src/Simulation/
COPY src/Terminal/ src/Terminal/
COPY src/Trainer/ src/Trainer/
ARG VERSION=0.1.0
# Of the native libraries only those of the image's platform stay.
RUN dotnet publish src/Trainer -c Release --no-restore -o /app \
      -p:UseAppHost=false -p:Version=$VERSION -p:PublishDocumentationFiles=false \
    && find /app/runtimes -mindepth 1 -maxdepth 1 ! -name linux-x64 -exec rm -rf {} + \
    && find /app/runtimes -name '*.dbg' -delete

FROM mcr.microsoft.com/dotnet/runtime:${DOTNET_VERSION}-noble
# LightGBM needs OpenMP; the C++ library that it needs too is part of the image.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libgomp1 \
    && rm -rf /var/lib/apt/lists/*
ARG VERSION=0.1.0
ARG REVISION=
ARG CREATED=
LABEL org.opencontainers.image.title="Streaming trainer" \
      org.opencontainers.image.description="Trains, measures and promotes the models of the Streaming worker" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version=$VERSION \
      org.opencontainers.image.revision=$REVISION \
      org.opencontainers.image.created=$CREATED
WORKDIR /app
COPY --from=build /app ./
# The user's own, so that new models can be put in; a volume that is first filled from here keeps the owner.
COPY --chown=$APP_UID:$APP_UID models/ models/
# The label store's, unless ConnectionStrings__Labels names a PostgreSQL.
RUN install -d -o $APP_UID -g $APP_UID labels
ENV DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
USER $APP_UID
# It runs once and ends, or waits for its time: its exit code is its health.
HEALTHCHECK NONE
ENTRYPOINT ["dotnet", "Streaming.Trainer.dll"]
CMD ["--help"]
