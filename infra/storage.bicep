metadata description = 'What the Functions host keeps: the program that it runs, and who of several hosts calls the timers.'

import { identity, place } from 'types.bicep'

@description('Where the installation stands.')
param at place

@description('Whether copies stand in several zones of the region.')
param zoneRedundant bool

@description('Who runs the jobs.')
param jobs identity

@description('Where logs go.')
param workspaceId string

// Storage Blob Data Owner: the host takes leases and makes its own containers.
var blobDataOwner = 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: 'st${at.token}'
  location: at.location
  tags: at.tags
  kind: 'StorageV2'
  sku: {
    name: zoneRedundant ? 'Standard_ZRS' : 'Standard_LRS'
  }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      deleteRetentionPolicy: {
        enabled: true
        days: 7
      }
    }

    resource deployments 'containers' = {
      name: 'deployments'
      properties: {
        publicAccess: 'None'
      }
    }
  }
}

resource ownsBlobs 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account
  name: guid(account.id, 'jobs', blobDataOwner)
  properties: {
    principalId: jobs.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobDataOwner)
  }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: account::blobs
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        categoryGroup: 'audit'
        enabled: true
      }
    ]
    metrics: [
      {
        category: 'Transaction'
        enabled: true
      }
    ]
  }
}

@description('The account\'s name.')
output name string = account.name

@description('The container of the program.')
output deployments string = '${account.properties.primaryEndpoints.blob}${account::blobs::deployments.name}'
