metadata description = 'A program on App Service.'

import { identity, labels, place } from 'types.bicep'

@description('Where the installation stands.')
param at place

@description('The program\'s name: what its resource is called, and how azure.yaml speaks of it.')
@minLength(2)
@maxLength(12)
param name string

@description('The plan on which it runs.')
param planId string

@description('Who the program is.')
param runsAs identity

@description('The subnet through which it goes out.')
param subnetId string

@description('What is started.')
@minLength(1)
param command string

@description('Its settings.')
param settings labels

@description('The path that tells whether it can answer; empty where nobody asks it.')
param healthPath string

@description('Whether the world may ask it. Otherwise only the deployment reaches it, at the site\'s own management address.')
param isPublic bool

@description('Where logs go.')
param workspaceId string

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: 'app-${name}-${at.token}'
  location: at.location
  tags: union(at.tags, { 'azd-service-name': name })
  kind: 'app,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${runsAs.id}': {}
    }
  }
  properties: {
    serverFarmId: planId
    httpsOnly: true
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: runsAs.id
    virtualNetworkSubnetId: subnetId
    outboundVnetRouting: {
      applicationTraffic: true
    }
    siteConfig: {
      linuxFxVersion: 'DOTNETCORE|10.0'
      appCommandLine: command
      // What nobody asks may be unloaded once it has done its work.
      alwaysOn: isPublic
      healthCheckPath: healthPath
      http20Enabled: true
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      remoteDebuggingEnabled: false
      ipSecurityRestrictionsDefaultAction: isPublic ? 'Allow' : 'Deny'
      scmIpSecurityRestrictionsDefaultAction: 'Allow'
      scmIpSecurityRestrictionsUseMain: false
    }
  }

  resource configuration 'config' = {
    name: 'appsettings'
    properties: settings
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
    // Not AppServiceHTTPLogs: addresses of personal links hold their token.
    logs: [
      for category in ['AppServiceConsoleLogs', 'AppServicePlatformLogs', 'AppServiceAuditLogs']: {
        category: category
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

@description('The site.')
output id string = app.id

@description('The site\'s name.')
output name string = app.name

@description('Where it answers.')
output url string = 'https://${app.properties.defaultHostName}'
