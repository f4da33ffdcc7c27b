metadata description = 'What runs on App Service: the API, and beside it what prepares the database under an identity of its own.'

import { identity, labels, place } from 'types.bicep'

@description('Where the installation stands.')
param at place

@description('The App Service plan.')
@allowed(['B1', 'B2', 'B3', 'P0v3', 'P1v3', 'P2v3', 'P3v3'])
param planSku string

@description('How many instances run.')
@minValue(1)
@maxValue(30)
param planInstances int

@description('Whether instances stand in several zones of the region.')
param zoneRedundant bool

@description('Who answers requests.')
param api identity

@description('Who runs the jobs.')
param jobs identity

@description('Who owns the database.')
param database identity

@description('The subnet through which the web apps go out.')
param subnetId string

@description('How to reach the database, but for who connects.')
param connection string

@description('What every program of the product gets.')
param productSettings labels

@description('What only the API gets.')
param apiSettings labels

@description('Where logs go.')
param workspaceId string

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: 'asp-web-${at.token}'
  location: at.location
  tags: at.tags
  kind: 'linux'
  sku: {
    name: planSku
    capacity: planInstances
  }
  properties: {
    reserved: true
    zoneRedundant: zoneRedundant
  }
}

resource planLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: plan
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    metrics: [
      {
        category: 'AllMetrics'
        enabled: true
      }
    ]
  }
}

var hosting = {
  ASPNETCORE_URLS: 'http://+:8080'
  // App Service ends TLS and says in headers who asked; nothing but its front ends reaches the program.
  Proxies__Networks__0: '0.0.0.0/0'
  Proxies__Networks__1: '::/0'
  Proxies__Hops: '1'
  SCM_DO_BUILD_DURING_DEPLOYMENT: 'false'
  // Azure's timers run the jobs; whatever runs them sends mails, so only one may.
  Jobs__Runner: 'Functions'
}

module apiApp 'webapp.bicep' = {
  params: {
    at: at
    name: 'api'
    planId: plan.id
    runsAs: api
    subnetId: subnetId
    command: 'dotnet DigitalPartnership.Api.dll'
    settings: union(productSettings, apiSettings, hosting, {
      ConnectionStrings__SqlServer: '${connection};User Id=${api.clientId}'
    })
    healthPath: '/health/ready'
    isPublic: true
    workspaceId: workspaceId
  }
}

module databaseApp 'webapp.bicep' = {
  params: {
    at: at
    name: 'database'
    planId: plan.id
    runsAs: database
    subnetId: subnetId
    command: 'dotnet DigitalPartnership.Api.dll migrate --stay'
    settings: union(hosting, {
      ConnectionStrings__SqlServer: '${connection};User Id=${database.clientId}'
      Database__Users__0__Name: api.name
      Database__Users__0__ClientId: api.clientId
      Database__Users__1__Name: jobs.name
      Database__Users__1__ClientId: jobs.clientId
      // Applying a large migration may take longer than App Service waits for a start by itself.
      WEBSITES_CONTAINER_START_TIME_LIMIT: '1800'
    })
    healthPath: ''
    isPublic: false
    workspaceId: workspaceId
  }
}

@description('The site of the API.')
output apiId string = apiApp.outputs.id

@description('The name of the API\'s site.')
output apiName string = apiApp.outputs.name

@description('Where the API answers.')
output apiUrl string = apiApp.outputs.url

@description('The name of the site that prepares the database.')
output databaseName string = databaseApp.outputs.name
