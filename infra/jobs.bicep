metadata description = 'The jobs: a program of the product\'s own that the Functions host calls when a timer comes.'

import { identity, labels, place } from 'types.bicep'

@description('Where the installation stands.')
param at place

@description('Who the program is.')
param runsAs identity

@description('The subnet through which it goes out.')
param subnetId string

@description('Memory of an instance, in megabytes.')
@allowed([512, 2048, 4096])
param memory int

@description('The account that the host keeps its things in.')
param storageName string

@description('The container from which the program is taken.')
param deployments string

@description('Its settings.')
param settings labels

@description('Where logs go.')
param workspaceId string

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: 'asp-jobs-${at.token}'
  location: at.location
  tags: at.tags
  kind: 'functionapp'
  sku: {
    tier: 'FlexConsumption'
    name: 'FC1'
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: 'func-jobs-${at.token}'
  location: at.location
  tags: union(at.tags, { 'azd-service-name': 'jobs' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${runsAs.id}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: runsAs.id
    virtualNetworkSubnetId: subnetId
    functionAppConfig: {
      runtime: {
        name: 'custom'
        version: '1.0'
      }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: deployments
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: runsAs.id
          }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: memory
        maximumInstanceCount: 40
      }
    }
    siteConfig: {
      http20Enabled: true
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      // It has no page and no address to ask: only its own timers call it.
      ipSecurityRestrictionsDefaultAction: 'Deny'
      scmIpSecurityRestrictionsDefaultAction: 'Allow'
      scmIpSecurityRestrictionsUseMain: false
    }
  }

  resource configuration 'config' = {
    name: 'appsettings'
    properties: union(settings, {
      AzureWebJobsStorage__accountName: storageName
      AzureWebJobsStorage__credential: 'managedidentity'
      AzureWebJobsStorage__clientId: runsAs.clientId
    })
  }

  // Deployments come with a token of Entra ID.
  resource ftpPassword 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: {
      allow: false
    }
  }

  resource deploymentPassword 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: {
      allow: false
    }
  }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: app
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'FunctionAppLogs'
        enabled: true
      }
    ]
    metrics: [
      {
        category: 'AllMetrics'
        enabled: true
      }
    ]
  }
}

@description('The site\'s name.')
output name string = app.name
