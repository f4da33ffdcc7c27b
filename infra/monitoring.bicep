metadata description = 'Where logs and figures go, and who is told.'

import { place } from 'types.bicep'

@description('Where the installation stands.')
param at place

@description('How long logs are kept, in days.')
@minValue(30)
@maxValue(730)
param retentionDays int

@description('How much may be logged a day, in gigabytes; -1 sets no bound.')
@minValue(-1)
@maxValue(100)
param dailyGigabytes int

@description('Who is told of alarms by mail; nobody where empty.')
@maxLength(254)
param alertAddress string

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' = {
  name: 'log-${at.token}'
  location: at.location
  tags: at.tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: retentionDays
    workspaceCapping: {
      dailyQuotaGb: dailyGigabytes
    }
    features: {
      enableLogAccessUsingOnlyResourcePermissions: true
      disableLocalAuth: true
    }
  }
}

resource workspaceLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: workspace
  name: 'to-workspace'
  properties: {
    workspaceId: workspace.id
    logs: [
      {
        categoryGroup: 'audit'
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

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-${at.token}'
  location: at.location
  tags: at.tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    IngestionMode: 'LogAnalytics'
    DisableIpMasking: false
  }
}

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = if (alertAddress != '') {
  name: 'ag-${at.token}'
  location: 'global'
  tags: at.tags
  properties: {
    enabled: true
    groupShortName: 'partnership'
    emailReceivers: [
      {
        name: 'operators'
        emailAddress: alertAddress
        useCommonAlertSchema: true
      }
    ]
  }
}

@description('The workspace in which everything is logged.')
output workspaceId string = workspace.id

@description('With what the programs report; it lets nobody read.')
output insightsConnectionString string = insights.properties.ConnectionString

@description('Whom alarms are told to: one action group, or none.')
output actionGroupIds string[] = alertAddress != '' ? [people.id] : []
