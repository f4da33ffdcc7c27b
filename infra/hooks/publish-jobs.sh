#!/bin/sh
# Publishes the folder that Azure Functions takes: host.json, a folder for each job, and the program with its own runtime and its run bit.
#   infra/hooks/publish-jobs.sh [folder]
set -eu
cd "$(dirname "$0")/../.."
folder=${1:-src/DigitalPartnership.Functions/bin/azure}

rm -rf "$folder"
dotnet publish src/DigitalPartnership.Functions --configuration Release --runtime linux-x64 --self-contained --output "$folder"
chmod 755 "$folder/DigitalPartnership.Functions"
